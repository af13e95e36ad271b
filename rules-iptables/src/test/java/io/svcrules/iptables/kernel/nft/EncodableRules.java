// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.AddrTypeMatch;
import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.ConntrackMatch;
import io.svcrules.iptables.ConntrackState;
import io.svcrules.iptables.DestinationMatch;
import io.svcrules.iptables.DnatTarget;
import io.svcrules.iptables.FragmentMatch;
import io.svcrules.iptables.Goto;
import io.svcrules.iptables.InInterfaceMatch;
import io.svcrules.iptables.IpvsMatch;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.MarkMatch;
import io.svcrules.iptables.MarkTarget;
import io.svcrules.iptables.MasqueradeTarget;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.NoTarget;
import io.svcrules.iptables.OutInterfaceMatch;
import io.svcrules.iptables.PacketSide;
import io.svcrules.iptables.PhysdevMatch;
import io.svcrules.iptables.ProtocolMatch;
import io.svcrules.iptables.RecentMatch;
import io.svcrules.iptables.RejectTarget;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.RuleArbitraries;
import io.svcrules.iptables.SetMatch;
import io.svcrules.iptables.SourceMatch;
import io.svcrules.iptables.StatisticMatch;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.Target;
import io.svcrules.iptables.TransportMatch;
import io.svcrules.iptables.Verdict;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Random rules of every kind that has an encoding.
 *
 * @param family of the addresses
 * @param kernel whether the kernel of any test machine takes them: without the ipvs match
 */
public record EncodableRules(IpFamily family, boolean kernel) {
  public static final String SET = "SVCRULES-TEST";

  /** In a fresh namespace the first set gets the first index. */
  public static final SetIndexes SETS = SetIndexes.of(Map.of(SET, 0));

  public static final List<String> CALLABLE =
      List.of("KUBE-SEP-AAAAAAAAAAAAAAAA", "KUBE-MARK-MASQ");

  /** Rules of a table. */
  public Arbitrary<Rule> rules(Table table) {
    return Combinators.combine(
            header(),
            protocol(),
            Arbitraries.integers().between(0, 3),
            ports(),
            extensions().list().ofMaxSize(3).filter(EncodableRules::isReadByIptables),
            targets(table))
        .as(EncodableRules::rule);
  }

  /**
   * Whether iptables can read what it prints: behind {@code -m set} it takes the {@code --set} of
   * {@code -m recent} for an old option of the former.
   */
  private static boolean isReadByIptables(List<Match> extensions) {
    return extensions.stream().noneMatch(match -> match instanceof SetMatch)
        || extensions.stream().noneMatch(match -> match instanceof RecentMatch);
  }

  private static Rule rule(
      List<Match> header,
      String protocol,
      int place,
      int port,
      List<Match> extensions,
      Target target) {
    List<Match> matches = new ArrayList<>(header);
    matches.addAll(extensions);
    boolean negated = protocol.startsWith("!");
    // The kernel wants a protocol before it rewrites ports or answers with a reset.
    boolean needed = target instanceof DnatTarget || target.equals(new RejectTarget("tcp-reset"));
    String name = needed ? "tcp" : protocol.substring(negated ? 1 : 0);
    if (!name.isEmpty()) {
      matches.add(new ProtocolMatch(negated && !needed, name));
    }
    for (Protocol transport : Protocol.values()) {
      if (transport.lowerCase().equals(name) && (!negated || needed) && port >= 0) {
        int index = header.size() + Math.min(place, extensions.size());
        matches.add(index, new TransportMatch(transport, port));
      }
    }
    return new Rule(matches, target);
  }

  private static Arbitrary<String> protocol() {
    return Arbitraries.of(
        "", "tcp", "udp", "sctp", "!tcp", "gre", "!ipv6-icmp", "ospf", "mobility-header", "200");
  }

  /** -1 stands for none, 0 for a match that asks for no port. */
  private static Arbitrary<Integer> ports() {
    return Arbitraries.oneOf(
        Arbitraries.of(-1, 0, 80, 65535), Arbitraries.integers().between(1, 65535));
  }

  private Arbitrary<List<Match>> header() {
    RuleArbitraries values = new RuleArbitraries(family, true);
    Arbitrary<String> interfaces =
        Arbitraries.of("eth0", "cali+", "lo", "a23456789012345", "a2345678901234+", "veth_1.2");
    List<Arbitrary<? extends Match>> parts = new ArrayList<>();
    parts.add(Combinators.combine(booleans(), values.networks()).as(SourceMatch::new));
    parts.add(Combinators.combine(booleans(), values.networks()).as(DestinationMatch::new));
    parts.add(Combinators.combine(booleans(), interfaces).as(InInterfaceMatch::new));
    parts.add(Combinators.combine(booleans(), interfaces).as(OutInterfaceMatch::new));
    if (family == IpFamily.IPV4) {
      parts.add(booleans().map(FragmentMatch::new));
    }
    List<Arbitrary<List<Match>>> optional = new ArrayList<>();
    for (Arbitrary<? extends Match> part : parts) {
      optional.add(part.map(match -> (Match) match).list().ofMaxSize(1));
    }
    return Combinators.combine(optional).as(lists -> lists.stream().flatMap(List::stream).toList());
  }

  private Arbitrary<Match> extensions() {
    List<Arbitrary<? extends Match>> kinds = new ArrayList<>();
    kinds.add(comments().map(CommentMatch::new));
    kinds.add(
        Combinators.combine(
                booleans(),
                Arbitraries.of(ConntrackState.class).list().uniqueElements().ofMinSize(1))
            .as(ConntrackMatch::new));
    kinds.add(
        Combinators.combine(
                booleans(),
                Arbitraries.integers(),
                Arbitraries.oneOf(Arbitraries.just(-1), Arbitraries.integers()))
            .as(MarkMatch::new));
    kinds.add(
        Combinators.combine(
                Arbitraries.of(PacketSide.class), booleans(), Arbitraries.of("LOCAL", "UNICAST"))
            .as(AddrTypeMatch::new));
    kinds.add(Arbitraries.longs().between(0, StatisticMatch.ONE).map(StatisticMatch::new));
    kinds.add(Arbitraries.integers().between(1, 1000).map(StatisticMatch::oneOf));
    kinds.add(
        Arbitraries.integers()
            .between(1, 86400)
            .map(seconds -> RecentMatch.check(family, "KUBE-SEP-A", seconds)));
    kinds.add(Arbitraries.of("KUBE-SEP-A", "x").map(list -> RecentMatch.set(family, list)));
    kinds.add(
        Combinators.combine(booleans(), Arbitraries.of(PacketSide.class).list().ofSize(2))
            .as((negated, sides) -> new SetMatch(negated, SET, sides)));
    kinds.add(booleans().map(PhysdevMatch::new));
    if (!kernel) {
      kinds.add(ipvs());
    }
    return Arbitraries.oneOf(kinds.stream().map(kind -> kind.map(match -> (Match) match)).toList());
  }

  private Arbitrary<IpvsMatch> ipvs() {
    return Combinators.combine(
            Arbitraries.of(Protocol.class),
            new RuleArbitraries(family, true).addresses(),
            Arbitraries.integers().between(1, 65535))
        .as(IpvsMatch::new);
  }

  /** Texts that a comment takes, up to the longest. */
  private static Arbitrary<String> comments() {
    return RuleArbitraries.comments().filter(text -> !text.isEmpty() && !text.startsWith("!"));
  }

  private Arbitrary<Target> targets(Table table) {
    List<Arbitrary<? extends Target>> kinds = new ArrayList<>();
    kinds.add(
        table == Table.NAT
            ? Arbitraries.of(Verdict.ACCEPT, Verdict.RETURN)
            : Arbitraries.of(Verdict.class));
    kinds.add(Arbitraries.just(NoTarget.NONE));
    kinds.add(Arbitraries.of(CALLABLE).map(Jump::new));
    kinds.add(Arbitraries.of(CALLABLE).map(Goto::new));
    kinds.add(
        Combinators.combine(Arbitraries.integers(), Arbitraries.integers()).as(MarkTarget::new));
    if (table == Table.FILTER) {
      List<String> answers = family == IpFamily.IPV4 ? RejectInfo.IPV4 : RejectInfo.IPV6;
      kinds.add(
          Arbitraries.of(answers.stream().filter(name -> !name.isEmpty()).toList())
              .map(RejectTarget::new));
    } else {
      kinds.add(booleans().map(MasqueradeTarget::new));
      kinds.add(
          Combinators.combine(
                  new RuleArbitraries(family, true).addresses(),
                  Arbitraries.integers().between(1, 65535))
              .as(DnatTarget::new));
    }
    return Arbitraries.oneOf(
        kinds.stream().map(kind -> kind.map(target -> (Target) target)).toList());
  }

  private static Arbitrary<Boolean> booleans() {
    return Arbitraries.of(true, false);
  }
}
