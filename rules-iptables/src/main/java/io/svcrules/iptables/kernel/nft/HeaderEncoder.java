// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import static io.svcrules.netlink.nftables.NftablesUapi.NFT_CMP_EQ;
import static io.svcrules.netlink.nftables.NftablesUapi.NFT_CMP_NEQ;
import static io.svcrules.netlink.nftables.NftablesUapi.NFT_META_IIFNAME;
import static io.svcrules.netlink.nftables.NftablesUapi.NFT_META_L4PROTO;
import static io.svcrules.netlink.nftables.NftablesUapi.NFT_META_OIFNAME;
import static io.svcrules.netlink.nftables.NftablesUapi.NFT_PAYLOAD_NETWORK_HEADER;
import static io.svcrules.netlink.nftables.NftablesUapi.NFT_REG_1;

import io.svcrules.iptables.DestinationMatch;
import io.svcrules.iptables.FragmentMatch;
import io.svcrules.iptables.InInterfaceMatch;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.OutInterfaceMatch;
import io.svcrules.iptables.PacketSide;
import io.svcrules.iptables.ProtocolMatch;
import io.svcrules.iptables.SourceMatch;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.Bytes;
import io.svcrules.netlink.nftables.Bitwise;
import io.svcrules.netlink.nftables.Cmp;
import io.svcrules.netlink.nftables.MetaLoad;
import io.svcrules.netlink.nftables.NftExpression;
import io.svcrules.netlink.nftables.Payload;
import java.util.List;

/** Conditions of the packet header: a load, a mask if need be, a comparison. */
record HeaderEncoder(IpFamily family) {
  static final MetaLoad LOAD_PROTOCOL = new MetaLoad(NFT_META_L4PROTO, NFT_REG_1);
  private static final MetaLoad LOAD_IN = new MetaLoad(NFT_META_IIFNAME, NFT_REG_1);
  private static final MetaLoad LOAD_OUT = new MetaLoad(NFT_META_OIFNAME, NFT_REG_1);

  /** The field with the flags and the offset of fragments (RFC 791), and the offset's bits. */
  private static final Payload LOAD_FRAGMENT =
      new Payload(NFT_PAYLOAD_NETWORK_HEADER, 6, Short.BYTES, NFT_REG_1);

  private static final Bitwise FRAGMENT_OFFSET =
      new Bitwise(NFT_REG_1, NFT_REG_1, Short.BYTES, Bytes.ofU16be(0x1fff), Bytes.ofU16be(0));

  /** Appends what a condition becomes; false if it is none of the header. */
  boolean append(Match match, List<NftExpression> out) {
    if (match instanceof SourceMatch source) {
      address(source.negated(), source.network(), PacketSide.SOURCE, out);
    } else if (match instanceof DestinationMatch destination) {
      address(destination.negated(), destination.network(), PacketSide.DESTINATION, out);
    } else if (match instanceof ProtocolMatch protocol) {
      protocol(protocol, out);
    } else if (match instanceof InInterfaceMatch in) {
      out.add(LOAD_IN);
      out.add(compare(in.negated(), InterfaceNames.encode(in.name())));
    } else if (match instanceof OutInterfaceMatch outgoing) {
      out.add(LOAD_OUT);
      out.add(compare(outgoing.negated(), InterfaceNames.encode(outgoing.name())));
    } else if (match instanceof FragmentMatch fragment) {
      fragment(fragment, out);
    } else {
      return false;
    }
    return true;
  }

  /** Whole bytes of the network are loaded alone; a prefix within a byte takes a mask. */
  private void address(boolean negated, Cidr network, PacketSide side, List<NftExpression> out) {
    if (network.family() != family || network.isEverything()) {
      throw new UnsupportedRuleException("the network " + network + " in a rule of " + family);
    }
    int prefix = network.prefixLength();
    boolean wholeBytes = prefix % Byte.SIZE == 0;
    int length = wholeBytes ? prefix / Byte.SIZE : AddressBytes.length(family);
    out.add(new Payload(NFT_PAYLOAD_NETWORK_HEADER, offset(side), length, NFT_REG_1));
    if (!wholeBytes) {
      Bytes mask = Bytes.of(AddressBytes.mask(prefix, length));
      out.add(new Bitwise(NFT_REG_1, NFT_REG_1, length, mask, Bytes.of(new byte[length])));
    }
    out.add(compare(negated, Bytes.copyOf(AddressBytes.of(network.network()), 0, length)));
  }

  /** linux/ip.h struct iphdr saddr and daddr; linux/ipv6.h struct ipv6hdr saddr and daddr. */
  int offset(PacketSide side) {
    boolean source = side == PacketSide.SOURCE;
    return switch (family) {
      case IPV4 -> source ? 12 : 16;
      case IPV6 -> source ? 8 : 24;
    };
  }

  private static void protocol(ProtocolMatch match, List<NftExpression> out) {
    out.add(LOAD_PROTOCOL);
    out.add(compare(match.negated(), Bytes.of((byte) number(match))));
  }

  static int number(ProtocolMatch match) {
    return ProtocolNumbers.number(match.protocol())
        .orElseThrow(() -> new UnsupportedRuleException("no protocol " + match.protocol()));
  }

  private void fragment(FragmentMatch match, List<NftExpression> out) {
    if (family == IpFamily.IPV6) {
      throw new UnsupportedRuleException("ip6tables has no -f");
    }
    out.add(LOAD_FRAGMENT);
    out.add(FRAGMENT_OFFSET);
    out.add(compare(!match.negated(), Bytes.ofU16be(0)));
  }

  static Cmp compare(boolean negated, Bytes data) {
    return new Cmp(NFT_REG_1, negated ? NFT_CMP_NEQ : NFT_CMP_EQ, data);
  }
}
