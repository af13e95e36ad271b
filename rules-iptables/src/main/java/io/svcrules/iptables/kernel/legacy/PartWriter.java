// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.DnatTarget;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.StatisticMatch;
import io.svcrules.iptables.Target;
import io.svcrules.iptables.TransportMatch;
import io.svcrules.iptables.kernel.nft.UnsupportedRuleException;
import io.svcrules.iptables.kernel.nft.XtCodec;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import io.svcrules.netlink.nftables.XtMatch;
import io.svcrules.netlink.nftables.XtTarget;
import java.nio.charset.StandardCharsets;

/**
 * Matches and targets within an entry. Those that a large cluster has by the hundred thousand are
 * written in place, all others by way of {@link XtCodec}, which knows every kind.
 */
final class PartWriter {
  /** {@code struct xt_comment_info} (linux/netfilter/xt_comment.h) of no text. */
  static final byte[] COMMENT = EntryParts.blank("comment", 0, EntryParts.HEADER + 256);

  /** XT_MAX_COMMENT_LEN less the NUL. */
  private static final int LONGEST_COMMENT = 255;

  /** {@code struct xt_statistic_info} (linux/netfilter/xt_statistic.h), mode random. */
  static final byte[] STATISTIC = EntryParts.blank("statistic", 0, EntryParts.HEADER + 24);

  /** {@code struct xt_tcp} (linux/netfilter/xt_tcpudp.h) of any port. */
  static final byte[] TCP = ports("tcp", 16);

  /** {@code struct xt_udp} (linux/netfilter/xt_tcpudp.h) of any port. */
  static final byte[] UDP = ports("udp", 16);

  /** {@code struct nf_nat_range2} (linux/netfilter/nf_nat.h) with address and port. */
  static final byte[] DNAT = EntryParts.blank("DNAT", 2, EntryParts.HEADER + 48);

  /** Of {@code u.random.probability}, and of {@code u.nth.count}, which iptables fills alike. */
  static final int[] PROBABILITY = {EntryParts.HEADER + 4, EntryParts.HEADER + 12};

  /** {@code spts}, of both structures, and {@code dpts}. */
  static final int SOURCE_PORTS = EntryParts.HEADER;

  static final int DESTINATION_PORTS = EntryParts.HEADER + 4;

  /** {@code flags}, {@code min_addr}, {@code max_addr}, {@code min_proto}, {@code max_proto}. */
  static final int DNAT_FLAGS = EntryParts.HEADER;

  static final int DNAT_FIRST_ADDRESS = EntryParts.HEADER + 4;
  static final int DNAT_LAST_ADDRESS = EntryParts.HEADER + 20;
  static final int DNAT_FIRST_PORT = EntryParts.HEADER + 36;
  static final int DNAT_LAST_PORT = EntryParts.HEADER + 38;

  /** NF_NAT_RANGE_MAP_IPS and NF_NAT_RANGE_PROTO_SPECIFIED. */
  static final int ADDRESS_AND_PORT = 3;

  private final IpFamily family;
  private final XtCodec codec;

  PartWriter(IpFamily family, XtCodec codec) {
    this.family = family;
    this.codec = codec;
  }

  private static byte[] ports(String name, int size) {
    byte[] part = EntryParts.blank(name, 0, EntryParts.HEADER + size);
    HostOrder.putU16(part, SOURCE_PORTS + Short.BYTES, 0xffff);
    HostOrder.putU16(part, DESTINATION_PORTS + Short.BYTES, 0xffff);
    return part;
  }

  /** How many bytes an extension match takes. */
  int size(Match match) {
    byte[] blank = blank(match);
    return blank != null ? blank.length : EntryParts.HEADER + codec.encode(match).info().length();
  }

  private static byte[] blank(Match match) {
    if (match instanceof CommentMatch) {
      return COMMENT;
    } else if (match instanceof StatisticMatch) {
      return STATISTIC;
    } else if (match instanceof TransportMatch transport && transport.protocol() != Protocol.SCTP) {
      return transport.protocol() == Protocol.TCP ? TCP : UDP;
    }
    return null;
  }

  /** Writes an extension match; gives where it ends. */
  int write(Match match, byte[] out, int at) {
    byte[] blank = blank(match);
    if (blank == null) {
      XtMatch xt = codec.encode(match);
      return copy(EntryParts.of(xt.extension(), xt.revision(), xt.info().toArray()), out, at);
    }
    int end = copy(blank, out, at);
    if (match instanceof CommentMatch comment) {
      comment(comment, out, at);
    } else if (match instanceof StatisticMatch statistic) {
      for (int place : PROBABILITY) {
        HostOrder.putU32(out, at + place, (int) statistic.probability());
      }
    } else if (match instanceof TransportMatch transport && transport.destinationPort() != 0) {
      HostOrder.putU16(out, at + DESTINATION_PORTS, transport.destinationPort());
      HostOrder.putU16(out, at + DESTINATION_PORTS + Short.BYTES, transport.destinationPort());
    }
    return end;
  }

  private static int copy(byte[] part, byte[] out, int at) {
    System.arraycopy(part, 0, out, at, part.length);
    return at + part.length;
  }

  private static void comment(CommentMatch comment, byte[] out, int at) {
    byte[] text = comment.text().getBytes(StandardCharsets.UTF_8);
    if (text.length > LONGEST_COMMENT || comment.text().indexOf('\0') >= 0) {
      throw new UnsupportedRuleException("a comment of " + text.length + " bytes, or with a NUL");
    }
    System.arraycopy(text, 0, out, at + EntryParts.HEADER, text.length);
  }

  /** How many bytes a target takes that is neither a verdict nor a jump. */
  int size(Target target) {
    return target instanceof DnatTarget
        ? DNAT.length
        : EntryParts.HEADER + codec.encode(target).info().length();
  }

  /** Writes a target that is neither a verdict nor a jump. */
  void write(Target target, byte[] out, int at) {
    if (target instanceof DnatTarget dnat) {
      dnat(dnat, out, at);
    } else {
      XtTarget xt = codec.encode(target);
      copy(EntryParts.of(xt.extension(), xt.revision(), xt.info().toArray()), out, at);
    }
  }

  private void dnat(DnatTarget target, byte[] out, int at) {
    if (target.address().family() != family || target.port() < 1 || target.port() > 0xffff) {
      throw new UnsupportedRuleException("DNAT to " + target.address() + " " + target.port());
    }
    copy(DNAT, out, at);
    HostOrder.putU32(out, at + DNAT_FLAGS, ADDRESS_AND_PORT);
    HeaderWriter.write(target.address(), out, at + DNAT_FIRST_ADDRESS);
    HeaderWriter.write(target.address(), out, at + DNAT_LAST_ADDRESS);
    for (int place : new int[] {DNAT_FIRST_PORT, DNAT_LAST_PORT}) {
      out[at + place] = (byte) (target.port() >>> Byte.SIZE);
      out[at + place + 1] = (byte) target.port();
    }
  }
}
