// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

import static io.svcrules.netlink.nftables.NftablesUapi.*;

import io.svcrules.netlink.AttributeReader;
import java.util.OptionalInt;

/** The expressions that load something about the packet; null where their types do not suffice. */
final class LoadDecoder {

  private static final int PAYLOAD =
      AttributeSet.of(NFTA_PAYLOAD_DREG, NFTA_PAYLOAD_BASE, NFTA_PAYLOAD_OFFSET, NFTA_PAYLOAD_LEN);
  private static final int META_LOAD = AttributeSet.of(NFTA_META_KEY, NFTA_META_DREG);
  private static final int META_STORE = AttributeSet.of(NFTA_META_KEY, NFTA_META_SREG);
  private static final int CT = AttributeSet.of(NFTA_CT_KEY, NFTA_CT_DREG);
  private static final int CT_DIRECTED = AttributeSet.with(CT, NFTA_CT_DIRECTION);

  private LoadDecoder() {}

  static NftExpression payload(AttributeReader data) {
    int seen = 0;
    int base = 0;
    int offset = 0;
    int length = 0;
    int destination = 0;
    while (data.next()) {
      seen = AttributeSet.with(seen, data.type());
      switch (data.type()) {
        case NFTA_PAYLOAD_DREG -> destination = data.u32be();
        case NFTA_PAYLOAD_BASE -> base = data.u32be();
        case NFTA_PAYLOAD_OFFSET -> offset = data.u32be();
        case NFTA_PAYLOAD_LEN -> length = data.u32be();
        default -> {} // Seen.
      }
    }
    return seen == PAYLOAD ? new Payload(base, offset, length, destination) : null;
  }

  static NftExpression meta(AttributeReader data) {
    int seen = 0;
    int key = 0;
    int register = 0;
    while (data.next()) {
      seen = AttributeSet.with(seen, data.type());
      switch (data.type()) {
        case NFTA_META_KEY -> key = data.u32be();
        case NFTA_META_DREG, NFTA_META_SREG -> register = data.u32be();
        default -> {} // Seen.
      }
    }
    if (seen == META_LOAD) {
      return new MetaLoad(key, register);
    }
    return seen == META_STORE ? new MetaStore(key, register) : null;
  }

  static NftExpression ct(AttributeReader data) {
    int seen = 0;
    int key = 0;
    int destination = 0;
    OptionalInt direction = OptionalInt.empty();
    while (data.next()) {
      seen = AttributeSet.with(seen, data.type());
      switch (data.type()) {
        case NFTA_CT_KEY -> key = data.u32be();
        case NFTA_CT_DREG -> destination = data.u32be();
        case NFTA_CT_DIRECTION -> direction = OptionalInt.of(data.u8());
        default -> {} // Seen.
      }
    }
    return seen == CT || seen == CT_DIRECTED ? new CtLoad(key, destination, direction) : null;
  }
}
