// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import static io.svcrules.netlink.nftables.NftablesUapi.NFT_CMP_NEQ;
import static io.svcrules.netlink.nftables.NftablesUapi.NFT_META_IIFNAME;
import static io.svcrules.netlink.nftables.NftablesUapi.NFT_META_L4PROTO;
import static io.svcrules.netlink.nftables.NftablesUapi.NFT_META_MARK;
import static io.svcrules.netlink.nftables.NftablesUapi.NFT_META_OIFNAME;
import static io.svcrules.netlink.nftables.NftablesUapi.NFT_PAYLOAD_NETWORK_HEADER;

import io.svcrules.iptables.DestinationMatch;
import io.svcrules.iptables.FragmentMatch;
import io.svcrules.iptables.InInterfaceMatch;
import io.svcrules.iptables.MarkMatch;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.OutInterfaceMatch;
import io.svcrules.iptables.PacketSide;
import io.svcrules.iptables.ProtocolMatch;
import io.svcrules.iptables.SourceMatch;
import io.svcrules.iptables.TransportMatch;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import io.svcrules.netlink.Bytes;
import io.svcrules.netlink.nftables.Bitwise;
import io.svcrules.netlink.nftables.Cmp;
import io.svcrules.netlink.nftables.MetaLoad;
import io.svcrules.netlink.nftables.NftExpression;
import io.svcrules.netlink.nftables.Payload;
import java.util.ArrayList;
import java.util.List;

/**
 * Conditions in native expressions: a load, perhaps a mask, a comparison. What is read counts only
 * if writing it gives the same expressions again.
 */
record NativeDecoder(HeaderEncoder header) {
  private static final ExtensionEncoder COMPATIBLE =
      new ExtensionEncoder(NftEncoding.COMPATIBLE, SetIndexes.NONE);
  private static final ExtensionEncoder COMPACT =
      new ExtensionEncoder(NftEncoding.COMPACT, SetIndexes.NONE);

  /**
   * The match that some expressions stand for, or null if iptables writes none that way.
   *
   * @param piece a load, and all up to the first comparison
   * @param protocol the protocol that the rule asked for before; null if none
   */
  Match decode(List<NftExpression> piece, ProtocolMatch protocol) {
    if (piece.size() < 2 || !(piece.get(piece.size() - 1) instanceof Cmp cmp)) {
      return null;
    }
    Bitwise mask = piece.size() > 2 && piece.get(1) instanceof Bitwise bitwise ? bitwise : null;
    Match match = candidate(piece.get(0), mask, cmp, protocol);
    return match != null && isWrittenAs(match, piece) ? match : null;
  }

  private boolean isWrittenAs(Match match, List<NftExpression> piece) {
    List<NftExpression> written = new ArrayList<>(3);
    if (header.append(match, written)) {
      return written.equals(piece);
    }
    COMPATIBLE.append(match, written);
    if (written.equals(piece)) {
      return true;
    }
    written.clear();
    COMPACT.append(match, written);
    return written.equals(piece);
  }

  private Match candidate(NftExpression load, Bitwise mask, Cmp cmp, ProtocolMatch protocol) {
    boolean negated = cmp.operator() == NFT_CMP_NEQ;
    if (load instanceof MetaLoad meta) {
      return meta(meta.key(), mask, negated, cmp.data());
    } else if (load.equals(ExtensionEncoder.LOAD_DESTINATION_PORT)) {
      return port(cmp.data(), protocol);
    } else if (load instanceof Payload payload && payload.base() == NFT_PAYLOAD_NETWORK_HEADER) {
      return network(payload, mask, negated, cmp.data());
    }
    return null;
  }

  private static Match meta(int key, Bitwise mask, boolean negated, Bytes data) {
    return switch (key) {
      case NFT_META_IIFNAME ->
          InterfaceNames.decode(data).map(name -> new InInterfaceMatch(negated, name)).orElse(null);
      case NFT_META_OIFNAME ->
          InterfaceNames.decode(data)
              .map(name -> new OutInterfaceMatch(negated, name))
              .orElse(null);
      case NFT_META_L4PROTO ->
          data.length() != 1
              ? null
              : ProtocolNumbers.name(data.get(0))
                  .map(name -> new ProtocolMatch(negated, name))
                  .orElse(null);
      case NFT_META_MARK -> mark(mask, negated, data);
      default -> null;
    };
  }

  private static Match mark(Bitwise mask, boolean negated, Bytes data) {
    if (data.length() != Integer.BYTES || (mask != null && mask.mask().length() != Integer.BYTES)) {
      return null;
    }
    return new MarkMatch(negated, data.u32(0), mask == null ? -1 : mask.mask().u32(0));
  }

  private static Match port(Bytes data, ProtocolMatch protocol) {
    if (protocol == null || protocol.negated() || data.length() != Short.BYTES) {
      return null;
    }
    int port = (data.get(0) << Byte.SIZE) | data.get(1);
    return switch (protocol.protocol()) {
      case "tcp" -> new TransportMatch(Protocol.TCP, port);
      case "udp" -> new TransportMatch(Protocol.UDP, port);
      default -> null;
    };
  }

  private Match network(Payload payload, Bitwise mask, boolean negated, Bytes data) {
    IpFamily family = header.family();
    if (payload.offset() == header.offset(PacketSide.SOURCE)) {
      Cidr network = AddressBytes.network(data, mask, family);
      return network == null ? null : new SourceMatch(negated, network);
    } else if (payload.offset() == header.offset(PacketSide.DESTINATION)) {
      Cidr network = AddressBytes.network(data, mask, family);
      return network == null ? null : new DestinationMatch(negated, network);
    }
    // Compared with zero: the offset of a fragment is another.
    return family == IpFamily.IPV4 ? new FragmentMatch(!negated) : null;
  }
}
