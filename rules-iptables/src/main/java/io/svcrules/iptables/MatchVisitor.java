// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

/**
 * Says something of each kind of match.
 *
 * @param <R> what it says
 */
public interface MatchVisitor<R> {
  /** Of a {@link SourceMatch}. */
  R source(SourceMatch match);

  /** Of a {@link DestinationMatch}. */
  R destination(DestinationMatch match);

  /** Of a {@link MaskedAddressMatch}. */
  R maskedAddress(MaskedAddressMatch match);

  /** Of a {@link InInterfaceMatch}. */
  R inInterface(InInterfaceMatch match);

  /** Of a {@link OutInterfaceMatch}. */
  R outInterface(OutInterfaceMatch match);

  /** Of a {@link ProtocolMatch}. */
  R protocol(ProtocolMatch match);

  /** Of a {@link FragmentMatch}. */
  R fragment(FragmentMatch match);

  /** Of a {@link TransportMatch}. */
  R transport(TransportMatch match);

  /** Of a {@link CommentMatch}. */
  R comment(CommentMatch match);

  /** Of a {@link ConntrackMatch}. */
  R conntrack(ConntrackMatch match);

  /** Of a {@link MarkMatch}. */
  R mark(MarkMatch match);

  /** Of a {@link AddrTypeMatch}. */
  R addrType(AddrTypeMatch match);

  /** Of a {@link StatisticMatch}. */
  R statistic(StatisticMatch match);

  /** Of a {@link RecentMatch}. */
  R recent(RecentMatch match);

  /** Of a {@link SetMatch}. */
  R set(SetMatch match);

  /** Of a {@link PhysdevMatch}. */
  R physdev(PhysdevMatch match);

  /** Of a {@link IpvsMatch}. */
  R ipvs(IpvsMatch match);

  /** Of a {@link OtherMatch}. */
  R other(OtherMatch match);
}
