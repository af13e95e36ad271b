// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.DestinationMatch;
import io.svcrules.iptables.FragmentMatch;
import io.svcrules.iptables.InInterfaceMatch;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.OutInterfaceMatch;
import io.svcrules.iptables.ProtocolMatch;
import io.svcrules.iptables.SourceMatch;
import java.util.List;

/** The order in which iptables-nft writes the conditions of the packet header. */
final class HeaderOrder {
  private static final List<Class<? extends Match>> ORDER =
      List.of(
          InInterfaceMatch.class,
          OutInterfaceMatch.class,
          ProtocolMatch.class,
          SourceMatch.class,
          DestinationMatch.class,
          FragmentMatch.class);

  private HeaderOrder() {}

  /** Whether a condition of the header is written before the addresses. */
  static boolean isEarly(Match match) {
    return position(match) <= ORDER.indexOf(ProtocolMatch.class);
  }

  /** The place of a condition among those of the header; behind them all for an extension. */
  static int position(Match match) {
    int position = ORDER.indexOf(match.getClass());
    return position < 0 ? ORDER.size() : position;
  }
}
