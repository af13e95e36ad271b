// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.ConntrackMatch;
import io.svcrules.iptables.ConntrackState;
import io.svcrules.netlink.nftables.XtMatch;
import java.util.ArrayList;
import java.util.List;

/** {@code struct xt_conntrack_mtinfo3} (linux/netfilter/xt_conntrack.h), the state alone. */
final class ConntrackInfo {
  static final String NAME = "conntrack";
  static final int SIZE = 164;
  static final int MATCH_FLAGS = 146;
  static final int INVERT_FLAGS = 148;
  static final int STATE_MASK = 150;

  /** XT_CONNTRACK_STATE. */
  static final int STATE = 1;

  private static final int REVISION = 3;

  private ConntrackInfo() {}

  static XtMatch encode(ConntrackMatch match) {
    if (match.states().isEmpty()) {
      throw new UnsupportedRuleException("a conntrack match without states");
    }
    int mask = 0;
    for (ConntrackState state : match.states()) {
      mask |= bit(state);
    }
    XtStructure info =
        new XtStructure(SIZE)
            .u16(MATCH_FLAGS, STATE)
            .u16(INVERT_FLAGS, match.negated() ? STATE : 0)
            .u16(STATE_MASK, mask);
    return new XtMatch(NAME, REVISION, info.toBytes());
  }

  static ConntrackMatch decode(XtStructure info) {
    int mask = info.u16(STATE_MASK);
    List<ConntrackState> states = new ArrayList<>();
    for (ConntrackState state : ConntrackState.values()) {
      if ((mask & bit(state)) != 0) {
        states.add(state);
      }
    }
    return states.isEmpty() ? null : new ConntrackMatch(info.u16(INVERT_FLAGS) == STATE, states);
  }

  /** XT_CONNTRACK_STATE_INVALID, …_BIT of each {@code enum ip_conntrack_info}, …_SNAT, …_DNAT. */
  static int bit(ConntrackState state) {
    return switch (state) {
      case INVALID -> 1;
      case ESTABLISHED -> 1 << 1;
      case RELATED -> 1 << 2;
      case NEW -> 1 << 3;
      case SNAT -> 1 << 6;
      case DNAT -> 1 << 7;
      case UNTRACKED -> 1 << 8;
    };
  }
}
