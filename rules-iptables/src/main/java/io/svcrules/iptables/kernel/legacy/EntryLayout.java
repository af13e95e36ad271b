// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.model.IpFamily;

/**
 * Where the members of an entry stand, in bytes: {@code struct ipt_entry} of
 * linux/netfilter_ipv4/ip_tables.h, {@code struct ip6t_entry} of linux/netfilter_ipv6/ip6_tables.h.
 * The same on x86-64 and aarch64, which align every integer to its own size.
 */
enum EntryLayout {
  /** {@code struct ipt_entry}. */
  IPV4(IpFamily.IPV4, 4, 80, 82, 88, 112, 0x02),
  /** {@code struct ip6t_entry}. */
  IPV6(IpFamily.IPV6, 16, 128, 131, 140, 168, 0x04);

  /** IPT_F_FRAG; IPv6 has no such flag. */
  static final int FRAGMENT_FLAG = 0x01;

  /** IP6T_F_PROTO, without which IPv6 does not look at the protocol; IPv4 has no such flag. */
  static final int PROTOCOL_FLAG = 0x01;

  private final IpFamily family;
  private final int addressLength;
  private final int protocol;
  private final int flags;
  private final int targetOffset;
  private final int size;
  private final int gotoFlag;

  EntryLayout(
      IpFamily family,
      int addressLength,
      int protocol,
      int flags,
      int targetOffset,
      int size,
      int gotoFlag) {
    this.family = family;
    this.addressLength = addressLength;
    this.protocol = protocol;
    this.flags = flags;
    this.targetOffset = targetOffset;
    this.size = size;
    this.gotoFlag = gotoFlag;
  }

  static EntryLayout of(IpFamily family) {
    return switch (family) {
      case IPV4 -> IPV4;
      case IPV6 -> IPV6;
    };
  }

  IpFamily family() {
    return family;
  }

  /** The size of an address. */
  int addressLength() {
    return addressLength;
  }

  /** {@code src}. */
  int source() {
    return 0;
  }

  /** {@code dst}. */
  int destination() {
    return addressLength;
  }

  /** From an address to its mask: {@code smsk}, {@code dmsk}. */
  int toMask() {
    return 2 * addressLength;
  }

  /** {@code iniface}. */
  int inInterface() {
    return 4 * addressLength;
  }

  /** {@code outiface}. */
  int outInterface() {
    return inInterface() + XtablesUapi.IFNAMSIZ;
  }

  /** From the name of an interface to its mask: {@code iniface_mask}, {@code outiface_mask}. */
  static int toInterfaceMask() {
    return 2 * XtablesUapi.IFNAMSIZ;
  }

  /** {@code proto}, 16 bits. */
  int protocol() {
    return protocol;
  }

  /** {@code flags}, 8 bits. */
  int flags() {
    return flags;
  }

  /** {@code invflags}, 8 bits. */
  int inverted() {
    return flags + 1;
  }

  /** {@code target_offset}, 16 bits. */
  int targetOffset() {
    return targetOffset;
  }

  /** {@code next_offset}, 16 bits. */
  int nextOffset() {
    return targetOffset + Short.BYTES;
  }

  /** {@code comefrom}, the first of what only the kernel writes: all from here to the matches. */
  int kernelsOwn() {
    return targetOffset + 2 * Short.BYTES;
  }

  /** {@code sizeof} the entry, without matches and target. */
  int size() {
    return size;
  }

  /** IPT_F_GOTO, IP6T_F_GOTO. */
  int gotoFlag() {
    return gotoFlag;
  }

  /** The size of an entry without matches that decides, jumps, or ends a chain. */
  int standardSize() {
    return size + EntryParts.STANDARD_SIZE;
  }

  /** The size of an entry that begins a chain. */
  int headSize() {
    return size + EntryParts.ERROR_SIZE;
  }
}
