// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.MarkMatch;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.OtherMatch;
import io.svcrules.iptables.ProtocolMatch;
import io.svcrules.iptables.RecentMatch;
import io.svcrules.iptables.TransportMatch;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import io.svcrules.netlink.nftables.XtMatch;

/**
 * Matches of xtables. What is read counts only if writing it gives the same structure again; all
 * else is kept as it is under its name.
 */
record ExtensionDecoder(IpFamily family, SetIndexes sets) {

  /**
   * The match that a structure stands for.
   *
   * @param protocol the protocol that the rule asks for; null if it asks for none
   */
  Match decode(XtMatch xt, ProtocolMatch protocol) {
    Match match = candidate(xt, XtStructure.of(xt.info()));
    return match != null && isWrittenAs(match, xt) && isAllowed(match, protocol)
        ? match
        : new OtherMatch(xt.extension(), OpaqueRule.words(xt.revision(), xt.info()));
  }

  private boolean isWrittenAs(Match match, XtMatch xt) {
    return encode(match).equals(xt)
        || (match instanceof RecentMatch recent && RecentInfo.encodeUnmasked(recent).equals(xt));
  }

  /** The structure of a match, also of those that have a native form. */
  XtMatch encode(Match match) {
    if (match instanceof TransportMatch transport) {
      return TransportInfo.encode(transport);
    } else if (match instanceof MarkMatch mark) {
      return MarkInfo.encode(mark);
    }
    return new ExtensionEncoder(NftEncoding.COMPATIBLE, sets).extension(match);
  }

  private static boolean isAllowed(Match match, ProtocolMatch protocol) {
    return !(match instanceof TransportMatch transport)
        || (protocol != null
            && !protocol.negated()
            && protocol.protocol().equals(transport.protocol().lowerCase()));
  }

  /** What the structure may be, or null. */
  private Match candidate(XtMatch xt, XtStructure info) {
    return switch (xt.extension()) {
      case CommentInfo.NAME -> info.holds(CommentInfo.SIZE) ? CommentInfo.decode(info) : null;
      case StatisticInfo.NAME -> info.holds(StatisticInfo.SIZE) ? StatisticInfo.decode(info) : null;
      case RecentInfo.NAME -> info.holds(RecentInfo.SIZE) ? RecentInfo.decode(info, family) : null;
      case ConntrackInfo.NAME -> info.holds(ConntrackInfo.SIZE) ? ConntrackInfo.decode(info) : null;
      case AddrTypeInfo.NAME -> info.holds(AddrTypeInfo.SIZE) ? AddrTypeInfo.decode(info) : null;
      case SetInfo.NAME -> info.holds(SetInfo.SIZE) ? SetInfo.decode(info, sets) : null;
      case PhysdevInfo.NAME -> info.holds(PhysdevInfo.SIZE) ? PhysdevInfo.decode(info) : null;
      case IpvsInfo.NAME -> info.holds(IpvsInfo.SIZE) ? IpvsInfo.decode(info, family) : null;
      case MarkInfo.MATCH_NAME ->
          info.holds(MarkInfo.MATCH_SIZE) ? MarkInfo.decodeMatch(info) : null;
      case "tcp" -> transport(info, Protocol.TCP);
      case "udp" -> transport(info, Protocol.UDP);
      case "sctp" -> transport(info, Protocol.SCTP);
      default -> null;
    };
  }

  private static Match transport(XtStructure info, Protocol protocol) {
    return info.holds(TransportInfo.size(protocol)) ? TransportInfo.decode(info, protocol) : null;
  }
}
