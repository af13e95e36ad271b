// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.DnatTarget;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.ProtocolMatch;
import io.svcrules.iptables.StatisticMatch;
import io.svcrules.iptables.Target;
import io.svcrules.iptables.TransportMatch;
import io.svcrules.iptables.kernel.nft.XtCodec;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import io.svcrules.netlink.Bytes;
import io.svcrules.netlink.nftables.XtMatch;
import io.svcrules.netlink.nftables.XtTarget;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Matches and targets out of an entry. Like {@link PartWriter}, it reads the most frequent ones in
 * place and all others by way of {@link XtCodec}. What says more than a value can hold is none.
 */
final class PartReader {
  private static final int U16_MAX = 0xffff;

  private final IpFamily family;
  private final XtCodec codec;

  PartReader(IpFamily family, XtCodec codec) {
    this.family = family;
    this.codec = codec;
  }

  /**
   * The match at a place; null if it cannot be told.
   *
   * @param size its size, header included
   * @param protocol the protocol that the rule asks for; null if it asks for none
   */
  Match match(byte[] in, int at, int size, ProtocolMatch protocol) {
    Match match =
        switch (in[at + EntryParts.NAME]) {
          case 'c' -> EntryParts.hasHeader(in, at, PartWriter.COMMENT) ? comment(in, at) : null;
          case 's' -> EntryParts.hasHeader(in, at, PartWriter.STATISTIC) ? statistic(in, at) : null;
          case 't' -> ports(PartWriter.TCP, Protocol.TCP, protocol, in, at);
          case 'u' -> ports(PartWriter.UDP, Protocol.UDP, protocol, in, at);
          default -> null;
        };
    return match != null ? match : other(in, at, size, protocol);
  }

  private Match other(byte[] in, int at, int size, ProtocolMatch protocol) {
    XtMatch xt =
        new XtMatch(
            EntryParts.name(in, at), in[at + EntryParts.REVISION] & 0xff, info(in, at, size));
    return codec.decode(xt, protocol).orElse(null);
  }

  private static Bytes info(byte[] in, int at, int size) {
    return Bytes.copyOf(in, at + EntryParts.HEADER, size - EntryParts.HEADER);
  }

  private static Match comment(byte[] in, int at) {
    int start = at + EntryParts.HEADER;
    int end = start;
    boolean ascii = true;
    while (end < at + PartWriter.COMMENT.length && in[end] != 0) {
      ascii &= in[end++] > 0;
    }
    if (end == at + PartWriter.COMMENT.length) {
      return null;
    }
    if (ascii) {
      return new CommentMatch(new String(in, start, end - start, StandardCharsets.ISO_8859_1));
    }
    String text = new String(in, start, end - start, StandardCharsets.UTF_8);
    byte[] again = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(again, 0, again.length, in, start, end) ? new CommentMatch(text) : null;
  }

  /** Mode random has number 0, as has the flag not to invert. */
  private static Match statistic(byte[] in, int at) {
    long probability = HostOrder.u32(in, at + PartWriter.PROBABILITY[0]) & 0xffff_ffffL;
    return HostOrder.u32(in, at + EntryParts.HEADER) == 0 && probability <= StatisticMatch.ONE
        ? new StatisticMatch(probability)
        : null;
  }

  private static Match ports(
      byte[] any, Protocol transport, ProtocolMatch protocol, byte[] in, int at) {
    if (!EntryParts.hasHeader(in, at, any)
        || protocol == null
        || protocol.negated()
        || !protocol.protocol().equals(transport.lowerCase())
        || HostOrder.u16(in, at + PartWriter.SOURCE_PORTS) != 0
        || HostOrder.u16(in, at + PartWriter.SOURCE_PORTS + Short.BYTES) != U16_MAX
        || HostOrder.u32(in, at + PartWriter.DESTINATION_PORTS + Integer.BYTES) != 0) {
      return null;
    }
    int first = HostOrder.u16(in, at + PartWriter.DESTINATION_PORTS);
    int last = HostOrder.u16(in, at + PartWriter.DESTINATION_PORTS + Short.BYTES);
    boolean known = first == 0 ? last == U16_MAX : first == last;
    return known ? new TransportMatch(transport, first) : null;
  }

  /** The target at a place, neither a verdict nor a jump; null if it cannot be told. */
  Target target(byte[] in, int at, int size) {
    if (in[at + EntryParts.NAME] == 'D' && EntryParts.hasHeader(in, at, PartWriter.DNAT)) {
      return dnat(in, at);
    }
    XtTarget xt =
        new XtTarget(
            EntryParts.name(in, at), in[at + EntryParts.REVISION] & 0xff, info(in, at, size));
    return codec.decode(xt).orElse(null);
  }

  private Target dnat(byte[] in, int at) {
    int port = HostOrder.u16(in, at + PartWriter.DNAT_FIRST_PORT);
    boolean single =
        HostOrder.u32(in, at + PartWriter.DNAT_FLAGS) == PartWriter.ADDRESS_AND_PORT
            && port == HostOrder.u16(in, at + PartWriter.DNAT_LAST_PORT)
            && isRepeated(in, at + PartWriter.DNAT_FIRST_ADDRESS);
    if (!single || port == 0) {
      return null;
    }
    IpAddress address = HeaderReader.read(family, in, at + PartWriter.DNAT_FIRST_ADDRESS);
    int first = in[at + PartWriter.DNAT_FIRST_PORT] & 0xff;
    return new DnatTarget(
        address, (first << Byte.SIZE) | (in[at + PartWriter.DNAT_FIRST_PORT + 1] & 0xff));
  }

  /** Whether the last address is the first. */
  private boolean isRepeated(byte[] in, int at) {
    int apart = PartWriter.DNAT_LAST_ADDRESS - PartWriter.DNAT_FIRST_ADDRESS;
    for (int i = 0; i < family.bits() / Byte.SIZE; i++) {
      if (in[at + i] != in[at + apart + i]) {
        return false;
      }
    }
    return true;
  }
}
