// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Random rules.
 *
 * @param family of the addresses
 * @param kernelOnly whether only rules are made that the kernel of any test machine takes, in the
 *     spelling it gives back; if not, all kinds of matches and targets
 */
public record RuleArbitraries(IpFamily family, boolean kernelOnly) {
  /** The set that {@link SetMatch} names; a test with a kernel has to create it: two dimensions. */
  public static final String SET = "SVCRULES-TEST";

  private static final List<String> INTERFACES =
      List.of("eth0", "cali+", "lo", "a23456789012345", "veth_1.2");

  /** Rules of a table whose jumps go to some of the chains. */
  public Arbitrary<Rule> rules(Table table, List<String> callable) {
    return Combinators.combine(
            header(),
            Arbitraries.of(Protocol.class),
            Arbitraries.integers().between(0, 9),
            extensions().list().ofMaxSize(3).filter(this::isReadable),
            targets(table, callable))
        .as(this::rule);
  }

  // iptables-restore 1.8.9 takes the --set of recent for the old name of --match-set, if the set
  // match has come before.
  private boolean isReadable(List<Match> extensions) {
    return !kernelOnly
        || extensions.stream().noneMatch(SetMatch.class::isInstance)
        || extensions.stream()
            .noneMatch(m -> m instanceof RecentMatch recent && recent.seconds().isEmpty());
  }

  private Rule rule(
      List<Match> header, Protocol protocol, int kind, List<Match> extensions, Target target) {
    List<Match> matches = new ArrayList<>(header);
    matches.addAll(extensions);
    // Some targets and matches need a protocol in front of them.
    if (target instanceof DnatTarget || kind < 5) {
      matches.add(ProtocolMatch.of(protocol));
      if (kind < 4) {
        int index = header.size() + kind % (extensions.size() + 1);
        matches.add(index, new TransportMatch(protocol, kind == 0 ? 0 : 20 * kind + 1));
      }
    } else if (kind == 5) {
      matches.add(new ProtocolMatch(true, "gre"));
    }
    return new Rule(matches, target);
  }

  private Arbitrary<List<Match>> header() {
    List<Arbitrary<Match>> parts = new ArrayList<>();
    parts.add(Combinators.combine(booleans(), networks()).as(SourceMatch::new));
    parts.add(Combinators.combine(booleans(), networks()).as(DestinationMatch::new));
    parts.add(
        Combinators.combine(booleans(), Arbitraries.of(INTERFACES)).as(InInterfaceMatch::new));
    parts.add(
        Combinators.combine(booleans(), Arbitraries.of(INTERFACES)).as(OutInterfaceMatch::new));
    if (family == IpFamily.IPV4) {
      parts.add(booleans().map(FragmentMatch::new));
    }
    // An interface is only known on one side of the hooks, so a kernel test takes addresses only.
    List<Arbitrary<Match>> used = kernelOnly ? parts.subList(0, 2) : parts;
    List<Arbitrary<List<Match>>> optional = new ArrayList<>();
    for (Arbitrary<Match> part : used) {
      optional.add(part.list().ofMaxSize(1));
    }
    return Combinators.combine(optional).as(lists -> lists.stream().flatMap(List::stream).toList());
  }

  /** Networks of the family, except that of all addresses. */
  public Arbitrary<Cidr> networks() {
    return Combinators.combine(addresses(), Arbitraries.integers().between(1, family.bits()))
        .as(Cidr::new);
  }

  /** Addresses of the family. */
  public Arbitrary<IpAddress> addresses() {
    return family == IpFamily.IPV4
        ? Arbitraries.integers().map(IpAddress::ofIpv4)
        : Combinators.combine(Arbitraries.longs().map(high -> high | 1L << 61), Arbitraries.longs())
            .as(IpAddress::ofIpv6);
  }

  /** Matches that need nothing else in their rule. */
  public Arbitrary<Match> extensions() {
    List<Arbitrary<Match>> kinds = new ArrayList<>();
    kinds.add(comments().map(CommentMatch::new));
    kinds.add(Combinators.combine(booleans(), states()).as(ConntrackMatch::new));
    kinds.add(Combinators.combine(booleans(), Arbitraries.integers(), masks()).as(MarkMatch::new));
    // The kernel knows no broadcast addresses of IPv6.
    kinds.add(
        Combinators.combine(
                Arbitraries.of(PacketSide.class),
                booleans(),
                Arbitraries.of("LOCAL", family == IpFamily.IPV4 ? "BROADCAST" : "UNICAST"))
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
    kinds.add(otherMatches());
    if (!kernelOnly) {
      kinds.add(
          Combinators.combine(
                  Arbitraries.of(Protocol.class),
                  addresses(),
                  Arbitraries.integers().between(1, 65535))
              .as(IpvsMatch::new));
    }
    return Arbitraries.oneOf(kinds);
  }

  private Arbitrary<Match> otherMatches() {
    Arbitrary<Match> fixed =
        Arbitraries.of(
            new OtherMatch("limit", List.of("--limit", "3/min")),
            new OtherMatch("statistic", words("--mode nth --every 3 --packet 1")),
            new OtherMatch("addrtype", words("--dst-type UNICAST,LOCAL")),
            new OtherMatch("tos", words("! --tos 0x10/0x3f")),
            new OtherMatch("length", words("--length 10:20")));
    return kernelOnly ? fixed : Arbitraries.oneOf(fixed, freeMatches());
  }

  private static Arbitrary<Match> freeMatches() {
    Arbitrary<String> option =
        Arbitraries.strings().withCharRange('a', 'z').ofMinLength(2).map(name -> "--x" + name);
    Arbitrary<String> value =
        Arbitraries.oneOf(
            comments().filter(text -> !text.equals("!") && !text.startsWith("--")),
            Arbitraries.of("-j", "--a=b", "", "a b"));
    Arbitrary<List<String>> words =
        Combinators.combine(option, value, booleans())
            .as((name, text, not) -> not ? List.of("!", name, text) : List.of(name, text));
    return words
        .list()
        .ofMaxSize(3)
        .map(all -> new OtherMatch("foo", all.stream().flatMap(List::stream).toList()));
  }

  /** Texts that fit a comment. */
  public static Arbitrary<String> comments() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "default/web:http",
            "a",
            "kubernetes service portals",
            "",
            "it's \"so\" \\",
            "-j",
            "--comment",
            "!"),
        Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(255),
        Arbitraries.of("a", "é", "→", " ", "😀")
            .list()
            .ofMaxSize(40)
            .map(all -> String.join("", all)));
  }

  private static Arbitrary<List<ConntrackState>> states() {
    return Arbitraries.of(ConntrackState.class).list().uniqueElements().ofMinSize(1);
  }

  private static Arbitrary<Integer> masks() {
    return Arbitraries.oneOf(Arbitraries.just(-1), Arbitraries.integers());
  }

  /** Targets that a table may have. */
  public Arbitrary<Target> targets(Table table, List<String> callable) {
    List<Arbitrary<? extends Target>> kinds = new ArrayList<>();
    // iptables itself refuses to drop packets in the nat table.
    kinds.add(
        kernelOnly && table == Table.NAT
            ? Arbitraries.of(Verdict.ACCEPT, Verdict.RETURN)
            : Arbitraries.of(Verdict.class));
    kinds.add(Arbitraries.just(NoTarget.NONE));
    if (!callable.isEmpty()) {
      kinds.add(Arbitraries.of(callable).map(Jump::new));
      kinds.add(Arbitraries.of(callable).map(Goto::new));
    }
    if (table == Table.FILTER || !kernelOnly) {
      kinds.add(Arbitraries.just(RejectTarget.ofFamily(family)));
    }
    kinds.add(Arbitraries.just(new OtherTarget("LOG", List.of("--log-prefix", "it's so: "))));
    kinds.add(
        Combinators.combine(Arbitraries.integers(), Arbitraries.integers()).as(MarkTarget::new));
    if (!kernelOnly) {
      kinds.add(booleans().map(MasqueradeTarget::new));
      kinds.add(dnat());
      kinds.add(Arbitraries.of(new OtherTarget("QUEUE", List.of())));
    }
    return Arbitraries.oneOf(kinds);
  }

  private Arbitrary<DnatTarget> dnat() {
    return Combinators.combine(addresses(), Arbitraries.integers().between(1, 65535))
        .as(DnatTarget::new);
  }

  private static Arbitrary<Boolean> booleans() {
    return Arbitraries.of(true, false);
  }

  private static List<String> words(String text) {
    return List.of(text.split(" "));
  }
}
