// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.Bytes;
import io.svcrules.netlink.nftables.Bitwise;
import java.util.Arrays;

/** Addresses in network byte order. */
final class AddressBytes {
  private AddressBytes() {}

  static int length(IpFamily family) {
    return family.bits() / Byte.SIZE;
  }

  static byte[] of(IpAddress address) {
    int length = length(address.family());
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      long half = length - i > Long.BYTES ? address.high() : address.low();
      bytes[i] = (byte) (half >>> ((length - 1 - i) % Long.BYTES * Byte.SIZE));
    }
    return bytes;
  }

  static IpAddress read(byte[] bytes, int at, IpFamily family) {
    if (family == IpFamily.IPV4) {
      return IpAddress.ofIpv4((int) number(bytes, at, Integer.BYTES));
    }
    return IpAddress.ofIpv6(
        number(bytes, at, Long.BYTES), number(bytes, at + Long.BYTES, Long.BYTES));
  }

  private static long number(byte[] bytes, int at, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = (value << Byte.SIZE) | (bytes[at + i] & 0xff);
    }
    return value;
  }

  /**
   * The network of a comparison: its bytes, of which a mask leaves some bits. Host bits are not
   * looked at: the caller compares with what the network is written as.
   *
   * @param mask null if whole bytes are compared
   * @return null if there are more bytes than an address has, or no bit is compared
   */
  static Cidr network(Bytes data, Bitwise mask, IpFamily family) {
    int length = length(family);
    if (data.length() > length) {
      return null;
    }
    byte[] address = Arrays.copyOf(data.toArray(), length);
    int prefix = mask == null ? data.length() * Byte.SIZE : bits(mask.mask());
    return prefix == 0 || prefix > family.bits()
        ? null
        : new Cidr(read(address, 0, family), prefix);
  }

  private static int bits(Bytes mask) {
    int count = 0;
    for (int i = 0; i < mask.length(); i++) {
      count += Integer.bitCount(mask.get(i));
    }
    return count;
  }

  /** The leading bits set, the others not. */
  static byte[] mask(int prefixLength, int length) {
    byte[] mask = new byte[length];
    for (int i = 0; i < length; i++) {
      int bits = Math.max(0, Math.min(Byte.SIZE, prefixLength - i * Byte.SIZE));
      mask[i] = (byte) (0xff00 >>> bits);
    }
    return mask;
  }
}
