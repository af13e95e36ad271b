// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Change;
import io.svcrules.iptables.OtherMatch;
import io.svcrules.iptables.PacketSide;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.SetMatch;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.Verdict;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.iptables.plan.Cause;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.PlanStep;
import io.svcrules.iptables.plan.TablePlan;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for both variants of iptables in a network namespace, whichever way we go. */
abstract class KernelFilterTest {

  /** A new node of the variant. */
  abstract KernelNode node(IpFamily family);

  /** More lines of table filter that only this variant has. */
  abstract String others();

  static IptablesPlan nat(IpFamily family, Change... changes) {
    List<PlanStep> steps =
        Stream.of(changes).map(change -> new PlanStep(change, Cause.Common.EXTRA)).toList();
    return new IptablesPlan(
        family, List.of(new TablePlan(Table.NAT, List.of(), steps)), new TreeSet<>());
  }

  static List<Rule> rules(PacketFilter filter, Table table, String chain) {
    return filter.read().table(table).chain(chain).orElseThrow().rules();
  }

  @ParameterizedTest
  @EnumSource
  void rulesOfAnyKindAreReadAsIptablesSavesThem(IpFamily family) {
    try (KernelNode node = node(family)) {
      String inet = family == IpFamily.IPV4 ? "inet" : "inet6";
      node.node().namespace().run("ipset", "create", "FIRST", "hash:ip").orFail();
      node.node()
          .namespace()
          .run("ipset", "create", "THEIRS", "hash:ip,port", "family", inet)
          .orFail();
      node.load(
          """
          *filter
          :FORWARD DROP [0:0]
          :THEIRS - [0:0]
          -A INPUT -p tcp -m multiport --dports 1,2:5 -j THEIRS
          -A INPUT -m limit --limit 3/min -j LOG --log-prefix "a \\"quoted\\" word "
          -A INPUT -p tcp -m tcp --sport 80:90 --tcp-flags SYN,ACK SYN -g THEIRS
          -A FORWARD -m set --match-set THEIRS dst,src -j ACCEPT
          -A THEIRS -m conntrack --ctstate NEW --ctproto 6 -m mark --mark 0x1/0x1 -j RETURN
          %sCOMMIT
          *nat
          -A POSTROUTING -p udp -j MASQUERADE --to-ports 1000-2000
          -A POSTROUTING -m recent --update --seconds 5 --name x -j RETURN
          COMMIT
          *raw
          -A PREROUTING -j NOTRACK
          COMMIT
          """
              .formatted(others()));
      new Applier(node.filter()).apply(SampleServices.of(family, 3, 2));
      Ruleset expected = node.node().filter().read();
      assertEquals(expected, node.filter().read());
      assertTrue(
          rules(node.filter(), Table.FILTER, "FORWARD").stream()
              .flatMap(rule -> rule.matches().stream())
              .anyMatch(SetMatch.class::isInstance));
    }
  }

  @Test
  void foreignRulesInOurChainsAreDeleted() {
    try (KernelNode node = node(IpFamily.IPV4)) {
      CompiledRuleset desired = SampleServices.of(IpFamily.IPV4, 2, 2);
      new Applier(node.filter()).apply(desired);
      Ruleset clean = node.filter().read();
      node.load(
          """
          *nat
          -I KUBE-SERVICES 2 -p tcp -m multiport --dports 1,2:5 -j RETURN
          -A KUBE-SERVICES -m limit --limit 3/min -j LOG --log-prefix "a b "
          COMMIT
          """);
      assertEquals(
          2,
          new Applier(node.filter())
              .apply(desired)
              .plan()
              .tables()
              .get(0)
              .steps()
              .filter(step -> step.change() instanceof Change.DeleteRule)
              .count());
      assertEquals(clean, node.filter().read());
    }
  }

  @Test
  void rulesOfKindsThatAreNotKnownGoByIptables() {
    try (KernelNode node = node(IpFamily.IPV4)) {
      Rule limited = Rule.of(Verdict.RETURN, new OtherMatch("limit", List.of("--limit", "3/min")));
      node.filter()
          .apply(
              nat(
                  IpFamily.IPV4,
                  new Change.CreateOrFlush("THEIRS"),
                  new Change.Append("THEIRS", Rule.of(Verdict.ACCEPT)),
                  new Change.Insert("THEIRS", 1, limited)));
      assertEquals(
          List.of(limited, Rule.of(Verdict.ACCEPT)), rules(node.filter(), Table.NAT, "THEIRS"));
      node.filter().apply(nat(IpFamily.IPV4, new Change.DeleteRule("THEIRS", limited)));
      assertEquals(List.of(Rule.of(Verdict.ACCEPT)), rules(node.filter(), Table.NAT, "THEIRS"));
    }
  }

  @Test
  void rulesNameSetsThatComeAndGo() {
    try (KernelNode node = node(IpFamily.IPV4)) {
      Rule rule =
          Rule.of(Verdict.RETURN, new SetMatch(false, "OURS", List.of(PacketSide.DESTINATION)));
      IptablesPlan plan =
          nat(IpFamily.IPV4, new Change.CreateOrFlush("KUBE-A"), new Change.Append("KUBE-A", rule));
      PacketFilterException e =
          assertThrows(PacketFilterException.class, () -> node.filter().apply(plan));
      assertEquals(Kind.REFUSED, e.kind());
      node.node().namespace().run("ipset", "create", "OTHERS", "hash:ip").orFail();
      node.node().namespace().run("ipset", "create", "OURS", "hash:ip").orFail();
      node.filter().apply(plan);
      assertTrue(node.saved().contains("-A KUBE-A -m set --match-set OURS dst -j RETURN"));
      assertEquals(List.of(rule), rules(node.filter(), Table.NAT, "KUBE-A"));
    }
  }

  @Test
  void thePolicyOfAChainThatIsThereStays() {
    try (KernelNode node = node(IpFamily.IPV4)) {
      node.load("*filter\n:FORWARD DROP [0:0]\nCOMMIT\n");
      new Applier(node.filter()).apply(SampleServices.of(IpFamily.IPV4, 2, 0));
      assertTrue(node.saved().contains(":FORWARD DROP"));
      assertTrue(node.saved().contains(":INPUT ACCEPT"));
    }
  }
}
