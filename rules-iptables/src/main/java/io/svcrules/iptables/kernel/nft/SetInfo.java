// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.PacketSide;
import io.svcrules.iptables.SetMatch;
import io.svcrules.netlink.nftables.XtMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code struct xt_set_info_match_v4} (linux/netfilter/xt_set.h) without counters. */
final class SetInfo {
  static final String NAME = "set";
  static final int SIZE = 48;
  static final int INDEX = 0;
  static final int DIMENSIONS = 2;
  static final int FLAGS = 3;

  /** linux/netfilter/ipset/ip_set.h IPSET_INV_MATCH; IPSET_DIM_ONE_SRC and on are the next bits. */
  static final int INVERTED = 1;

  /** The commands of iptables go to IPSET_DIM_THREE. */
  private static final int MAX_DIMENSIONS = 3;

  private static final int REVISION = 4;

  private SetInfo() {}

  static XtMatch encode(SetMatch match, SetIndexes sets) {
    int index =
        sets.index(match.set())
            .orElseThrow(() -> new UnsupportedRuleException("no ipset " + match.set()));
    int dimensions = match.sides().size();
    if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
      throw new UnsupportedRuleException("a set match of " + dimensions + " dimensions");
    }
    int flags = match.negated() ? INVERTED : 0;
    for (int i = 0; i < dimensions; i++) {
      flags |= match.sides().get(i) == PacketSide.SOURCE ? INVERTED << (i + 1) : 0;
    }
    XtStructure info =
        new XtStructure(SIZE).u16(INDEX, index).u8(DIMENSIONS, dimensions).u8(FLAGS, flags);
    return new XtMatch(NAME, REVISION, info.toBytes());
  }

  /** The match, or null if the set is not known. */
  static SetMatch decode(XtStructure info, SetIndexes sets) {
    Optional<String> name = sets.name(info.u16(INDEX));
    int dimensions = info.u8(DIMENSIONS);
    if (name.isEmpty() || dimensions < 1 || dimensions > MAX_DIMENSIONS) {
      return null;
    }
    int flags = info.u8(FLAGS);
    List<PacketSide> sides = new ArrayList<>();
    for (int i = 0; i < dimensions; i++) {
      boolean source = (flags & (INVERTED << (i + 1))) != 0;
      sides.add(source ? PacketSide.SOURCE : PacketSide.DESTINATION);
    }
    return new SetMatch((flags & INVERTED) != 0, name.get(), sides);
  }
}
