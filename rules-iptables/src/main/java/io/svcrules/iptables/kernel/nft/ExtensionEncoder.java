// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import static io.svcrules.netlink.nftables.NftablesUapi.NFT_CMP_GTE;
import static io.svcrules.netlink.nftables.NftablesUapi.NFT_META_MARK;
import static io.svcrules.netlink.nftables.NftablesUapi.NFT_PAYLOAD_TRANSPORT_HEADER;
import static io.svcrules.netlink.nftables.NftablesUapi.NFT_REG_1;

import io.svcrules.iptables.AddrTypeMatch;
import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.ConntrackMatch;
import io.svcrules.iptables.IpvsMatch;
import io.svcrules.iptables.MarkMatch;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.PhysdevMatch;
import io.svcrules.iptables.RecentMatch;
import io.svcrules.iptables.SetMatch;
import io.svcrules.iptables.StatisticMatch;
import io.svcrules.iptables.TransportMatch;
import io.svcrules.model.Protocol;
import io.svcrules.netlink.Bytes;
import io.svcrules.netlink.nftables.Bitwise;
import io.svcrules.netlink.nftables.Cmp;
import io.svcrules.netlink.nftables.MetaLoad;
import io.svcrules.netlink.nftables.NftExpression;
import io.svcrules.netlink.nftables.Payload;
import io.svcrules.netlink.nftables.XtMatch;
import java.util.List;

/** Extension matches: natively where iptables-nft reads that, else as structures of xtables. */
record ExtensionEncoder(NftEncoding encoding, SetIndexes sets) {
  static final MetaLoad LOAD_MARK = new MetaLoad(NFT_META_MARK, NFT_REG_1);

  /** TCP and UDP headers (RFC 9293, RFC 768): the source port, then the destination port. */
  static final Payload LOAD_DESTINATION_PORT =
      new Payload(NFT_PAYLOAD_TRANSPORT_HEADER, Short.BYTES, Short.BYTES, NFT_REG_1);

  /** Any port, which iptables-nft reads as a tcp or udp match that asks for none. */
  static final Cmp ANY_PORT = new Cmp(NFT_REG_1, NFT_CMP_GTE, Bytes.ofU16be(0));

  void append(Match match, List<NftExpression> out) {
    if (match instanceof MarkMatch mark) {
      mark(mark, out);
    } else if (match instanceof TransportMatch transport) {
      transport(transport, out);
    } else {
      out.add(extension(match));
    }
  }

  private static void mark(MarkMatch match, List<NftExpression> out) {
    out.add(LOAD_MARK);
    if (match.mask() != -1) {
      Bytes mask = Bytes.ofU32(match.mask());
      out.add(new Bitwise(NFT_REG_1, NFT_REG_1, Integer.BYTES, mask, Bytes.ofU32(0)));
    }
    out.add(HeaderEncoder.compare(match.negated(), Bytes.ofU32(match.value())));
  }

  private void transport(TransportMatch match, List<NftExpression> out) {
    if (match.protocol() == Protocol.SCTP
        || (match.destinationPort() == 0 && encoding == NftEncoding.COMPATIBLE)) {
      out.add(TransportInfo.encode(match));
      return;
    }
    out.add(LOAD_DESTINATION_PORT);
    out.add(
        match.destinationPort() == 0
            ? ANY_PORT
            : HeaderEncoder.compare(false, Bytes.ofU16be(match.destinationPort())));
  }

  /** The structure of a match that has no native form. */
  XtMatch extension(Match match) {
    if (match instanceof CommentMatch comment) {
      return CommentInfo.encode(comment);
    } else if (match instanceof StatisticMatch statistic) {
      return StatisticInfo.encode(statistic);
    } else if (match instanceof RecentMatch recent) {
      return RecentInfo.encode(recent);
    } else if (match instanceof ConntrackMatch conntrack) {
      return ConntrackInfo.encode(conntrack);
    } else if (match instanceof AddrTypeMatch addrType) {
      return AddrTypeInfo.encode(addrType);
    } else if (match instanceof SetMatch set) {
      return SetInfo.encode(set, sets);
    } else if (match instanceof PhysdevMatch physdev) {
      return PhysdevInfo.encode(physdev);
    } else if (match instanceof IpvsMatch ipvs) {
      return IpvsInfo.encode(ipvs);
    }
    throw new UnsupportedRuleException("the match " + match);
  }
}
