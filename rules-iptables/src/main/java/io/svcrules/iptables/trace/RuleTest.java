// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.iptables.AddrTypeMatch;
import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.ConntrackMatch;
import io.svcrules.iptables.ConntrackState;
import io.svcrules.iptables.DestinationMatch;
import io.svcrules.iptables.FragmentMatch;
import io.svcrules.iptables.InInterfaceMatch;
import io.svcrules.iptables.IpvsMatch;
import io.svcrules.iptables.MarkMatch;
import io.svcrules.iptables.MaskedAddressMatch;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.MatchVisitor;
import io.svcrules.iptables.OtherMatch;
import io.svcrules.iptables.OutInterfaceMatch;
import io.svcrules.iptables.PhysdevMatch;
import io.svcrules.iptables.ProtocolMatch;
import io.svcrules.iptables.RecentMatch;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.SetMatch;
import io.svcrules.iptables.SourceMatch;
import io.svcrules.iptables.StatisticMatch;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TransportMatch;
import io.svcrules.model.IpAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Holds packets against the conditions of rules, and keeps what it took for granted. */
final class RuleTest implements MatchVisitor<Truth> {
  private final Surroundings surroundings;
  private final Set<String> assumptions = new LinkedHashSet<>();
  // Of the rule that is looked at.
  private final List<String> guesses = new ArrayList<>(1);
  private Packet packet;
  private Table table;
  private Share chance = Share.ALL;
  private boolean guessedNo;

  RuleTest(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Whether a rule matches; where it does, with what chance is to be asked for next. */
  Truth test(Rule rule, Packet candidate, Table inTable) {
    packet = candidate;
    table = inTable;
    chance = Share.ALL;
    guessedNo = false;
    guesses.clear();
    Truth all = Truth.YES;
    List<Match> matches = rule.matches();
    for (int i = 0; i < matches.size(); i++) {
      Truth one = matches.get(i).accept(this);
      if (one == Truth.NO) {
        return Truth.NO;
      }
      all = one == Truth.UNKNOWN ? one : all;
    }
    assumptions.addAll(guesses);
    return guessedNo ? Truth.NO : all;
  }

  /** The chance with which the rule that was tested last matches. */
  Share chance() {
    return chance;
  }

  /** All that was taken for granted so far, each once. */
  List<String> assumptions() {
    return List.copyOf(assumptions);
  }

  /** Takes for granted that a condition holds, or does not. */
  private Truth guess(boolean holds, String assumption) {
    guesses.add(assumption);
    guessedNo |= !holds;
    // Not "no": all other conditions decide whether the guess matters.
    return Truth.YES;
  }

  @Override
  public Truth source(SourceMatch match) {
    return Truth.of(match.network().contains(packet.source()) != match.negated());
  }

  @Override
  public Truth destination(DestinationMatch match) {
    return Truth.of(match.network().contains(packet.destination()) != match.negated());
  }

  @Override
  public Truth maskedAddress(MaskedAddressMatch match) {
    IpAddress address = packet.address(match.side());
    IpAddress mask = match.mask();
    boolean equal =
        (address.high() & mask.high()) == match.value().high()
            && (address.low() & mask.low()) == match.value().low();
    return Truth.of(equal != match.negated());
  }

  @Override
  public Truth inInterface(InInterfaceMatch match) {
    return device(packet.in(), match.name(), match.negated(), "comes in");
  }

  @Override
  public Truth outInterface(OutInterfaceMatch match) {
    return device(packet.out(), match.name(), match.negated(), "goes out");
  }

  private Truth device(Device device, String pattern, boolean negated, String verb) {
    return device.isUnknown()
        ? guess(negated, "the packet " + verb + " by another device than " + pattern)
        : Truth.of(device.matches(pattern) != negated);
  }

  @Override
  public Truth protocol(ProtocolMatch match) {
    return Truth.of(match.protocol().equals(packet.protocol().lowerCase()) != match.negated());
  }

  /** The first packet of a connection is no later fragment. */
  @Override
  public Truth fragment(FragmentMatch match) {
    return Truth.of(match.negated());
  }

  @Override
  public Truth transport(TransportMatch match) {
    return Truth.of(
        match.protocol() == packet.protocol()
            && (match.destinationPort() == 0
                || match.destinationPort() == packet.destinationPort()));
  }

  @Override
  public Truth comment(CommentMatch match) {
    return Truth.YES;
  }

  @Override
  public Truth conntrack(ConntrackMatch match) {
    return Truth.of(match.states().stream().anyMatch(this::isIn) != match.negated());
  }

  private boolean isIn(ConntrackState state) {
    return switch (state) {
      case NEW -> packet.tracked() && table != Table.RAW;
      case UNTRACKED -> !packet.tracked();
      // Table raw runs before the packet has a state (net/netfilter/xt_conntrack.c conntrack_mt).
      case INVALID -> packet.tracked() && table == Table.RAW;
      case SNAT -> packet.sourceChange() == Packet.Rewrite.DONE;
      case DNAT -> packet.destinationChange() == Packet.Rewrite.DONE;
      case RELATED, ESTABLISHED -> false;
    };
  }

  @Override
  public Truth mark(MarkMatch match) {
    return Truth.of(((packet.mark() & match.mask()) == match.value()) != match.negated());
  }

  @Override
  public Truth addrType(AddrTypeMatch match) {
    return surroundings
        .host()
        .isOfType(packet.address(match.side()), match.type())
        .negatedIf(match.negated());
  }

  /** The kernel's lot is below the probability (net/netfilter/xt_statistic.c statistic_mt). */
  @Override
  public Truth statistic(StatisticMatch match) {
    chance = chance.times(Share.of(match.probability(), StatisticMatch.ONE));
    return chance.isNone() ? Truth.NO : Truth.YES;
  }

  @Override
  public Truth recent(RecentMatch match) {
    if (match.seconds().isEmpty() || surroundings.remembered().contains(match.list())) {
      return Truth.YES;
    }
    return guess(false, "the client has not been seen lately");
  }

  @Override
  public Truth set(SetMatch match) {
    return surroundings
        .sets()
        .contains(match.set(), match.sides(), packet)
        .negatedIf(match.negated());
  }

  @Override
  public Truth physdev(PhysdevMatch match) {
    return packet.in().equals(Device.NONE)
        ? Truth.of(match.negated())
        : guess(match.negated(), "the packet comes in by no port of a bridge");
  }

  /**
   * Of packets on their way to a real server, which is where a virtual server first has them: those
   * are found by where they go now (net/netfilter/xt_ipvs.c ipvs_mt, which asks "in inverse").
   */
  @Override
  public Truth ipvs(IpvsMatch match) {
    boolean of =
        match.protocol() == packet.protocol()
            && packet
                .server()
                .filter(s -> s.address().equals(match.address()) && s.port() == match.port())
                .isPresent();
    return Truth.of(of);
  }

  @Override
  public Truth other(OtherMatch match) {
    return OtherMatchTest.test(match, packet);
  }
}
