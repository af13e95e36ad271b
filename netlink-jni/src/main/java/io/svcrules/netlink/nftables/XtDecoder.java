// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

import static io.svcrules.netlink.nftables.NftablesUapi.*;

import io.svcrules.netlink.AttributeReader;
import io.svcrules.netlink.Bytes;

/** Counters and the extensions of xtables; null where their types do not suffice. */
final class XtDecoder {

  private static final int COUNTER = AttributeSet.of(NFTA_COUNTER_BYTES, NFTA_COUNTER_PACKETS);

  /** The same numbers for matches and targets: name, revision and structure. */
  private static final int EXTENSION =
      AttributeSet.of(NFTA_MATCH_NAME, NFTA_MATCH_REV, NFTA_MATCH_INFO);

  private XtDecoder() {}

  static NftExpression counter(AttributeReader data) {
    int seen = 0;
    long bytes = 0;
    long packets = 0;
    while (data.next()) {
      seen = AttributeSet.with(seen, data.type());
      switch (data.type()) {
        case NFTA_COUNTER_BYTES -> bytes = data.u64be();
        case NFTA_COUNTER_PACKETS -> packets = data.u64be();
        default -> {} // Seen.
      }
    }
    return seen == COUNTER ? new Counter(packets, bytes) : null;
  }

  static NftExpression match(AttributeReader data) {
    XtTarget same = extension(data);
    return same == null ? null : new XtMatch(same.extension(), same.revision(), same.info());
  }

  static NftExpression target(AttributeReader data) {
    return extension(data);
  }

  private static XtTarget extension(AttributeReader data) {
    int seen = 0;
    String name = "";
    int revision = 0;
    Bytes info = Bytes.empty();
    while (data.next()) {
      seen = AttributeSet.with(seen, data.type());
      switch (data.type()) {
        case NFTA_TARGET_NAME -> name = data.string();
        case NFTA_TARGET_REV -> revision = data.u32be();
        case NFTA_TARGET_INFO -> info = data.bytes();
        default -> {} // Seen.
      }
    }
    return seen == EXTENSION ? new XtTarget(name, revision, info) : null;
  }
}
