// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

/**
 * One condition of a rule. Conditions of the packet header come first, in the order in which
 * iptables-save prints them; extension matches follow in the order in which the kernel runs them.
 */
public sealed interface Match
    permits SourceMatch,
        DestinationMatch,
        MaskedAddressMatch,
        InInterfaceMatch,
        OutInterfaceMatch,
        ProtocolMatch,
        FragmentMatch,
        TransportMatch,
        CommentMatch,
        ConntrackMatch,
        MarkMatch,
        AddrTypeMatch,
        StatisticMatch,
        RecentMatch,
        SetMatch,
        PhysdevMatch,
        IpvsMatch,
        OtherMatch {
  /** The rank of all extension matches. */
  int EXTENSION = 6;

  /** Where the match stands among the header matches; {@link #EXTENSION} behind them. */
  default int rank() {
    return EXTENSION;
  }

  /** Whether it is a condition on the header that every packet of the family fulfils. */
  default boolean isAlwaysTrue() {
    return false;
  }

  /** Has a visitor say something of this kind of match. */
  <R> R accept(MatchVisitor<R> visitor);

  /** Appends the arguments as iptables-save prints them, with a space before each. */
  void appendTo(StringBuilder out);
}
