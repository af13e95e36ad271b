// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import io.svcrules.iptables.kernel.nft.OwnCommits;
import io.svcrules.iptables.plan.Cause;
import io.svcrules.iptables.plan.CleanupPlanner;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.IptablesPlanner;
import io.svcrules.iptables.plan.PlanStep;
import io.svcrules.iptables.plan.TablePlan;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.NetlinkSocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NftPacketFilterTest {

  @Nested
  final class Ipv4Test extends PacketFilterContractTest {
    Ipv4Test() {
      super(IpFamily.IPV4, new NetlinkNode(IpFamily.IPV4));
    }
  }

  @Nested
  final class Ipv6Test extends PacketFilterContractTest {
    Ipv6Test() {
      super(IpFamily.IPV6, new NetlinkNode(IpFamily.IPV6));
    }
  }

  @Nested
  final class RememberingTest extends PacketFilterContractTest {
    RememberingTest() {
      super(IpFamily.IPV4, new NetlinkNode(IpFamily.IPV4, 0));
    }
  }

  private static IptablesPlan nat(IpFamily family, Change... changes) {
    List<PlanStep> steps =
        Stream.of(changes).map(change -> new PlanStep(change, Cause.Common.EXTRA)).toList();
    return new IptablesPlan(
        family, List.of(new TablePlan(Table.NAT, List.of(), steps)), new TreeSet<>());
  }

  @ParameterizedTest
  @EnumSource
  void rulesOfAnyKindAreReadAsIptablesSavesThem(IpFamily family) {
    try (NetlinkNode node = new NetlinkNode(family)) {
      node.node().namespace().run("ipset", "create", "FIRST", "hash:ip").orFail();
      String inet = family == IpFamily.IPV4 ? "inet" : "inet6";
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
          COMMIT
          *nat
          -A POSTROUTING -p udp -j MASQUERADE --to-ports 1000-2000
          -A POSTROUTING -m recent --update --seconds 5 --name x -j RETURN
          COMMIT
          *raw
          -A PREROUTING -j NOTRACK
          COMMIT
          """);
      new Applier(node.filter()).apply(SampleServices.of(family, 3, 2));
      Ruleset expected = node.node().filter().read();
      assertEquals(expected, node.filter().read());
      assertTrue(
          expected.table(Table.FILTER).chain("FORWARD").orElseThrow().rules().stream()
              .flatMap(rule -> rule.matches().stream())
              .anyMatch(SetMatch.class::isInstance));
    }
  }

  @Test
  void howFarALongLoadIsIsSaidAfterEachPiece() {
    try (NetlinkNode node = new NetlinkNode(IpFamily.IPV4)) {
      CompiledRuleset desired = SampleServices.of(IpFamily.IPV4, 3_000, 3);
      IptablesPlan plan = IptablesPlanner.plan(node.filter().read(), desired);
      int steps = (int) plan.tables().stream().flatMap(TablePlan::steps).count();
      assertTrue(steps > NftPacketFilter.STEPS_AT_ONCE, () -> steps + " steps");
      List<Integer> told = new ArrayList<>();
      node.filter()
          .apply(
              plan,
              (done, all) -> {
                assertEquals(steps, all);
                told.add(done);
              });
      assertEquals(Transaction.of(plan, NftPacketFilter.STEPS_AT_ONCE).size(), told.size());
      assertEquals(told.stream().sorted().distinct().toList(), told);
      assertEquals(steps, told.get(told.size() - 1));

      told.clear();
      IptablesPlan less =
          IptablesPlanner.plan(node.filter().read(), SampleServices.of(IpFamily.IPV4, 2_999, 3));
      node.filter().apply(less, (done, all) -> told.add(done - all));
      assertEquals(List.of(0), told, "a small change is one transaction");
    }
  }

  @Test
  void chainsThatNoRuleLeadsToAreReadAsWell() {
    try (NetlinkNode node = new NetlinkNode(IpFamily.IPV4)) {
      node.load(
          """
          *nat
          :A - [0:0]
          :B - [0:0]
          :C - [0:0]
          -A PREROUTING -j A
          -A B -j C
          -A C -j RETURN
          COMMIT
          """);
      assertEquals(node.node().filter().read(), node.filter().read());
      // A set counts as a chain does.
      node.load("*nat\n-F B\n-X B\nCOMMIT\n");
      node.node().namespace().run("nft", "add set ip nat s { type mark; }").orFail();
      assertEquals(node.node().filter().read(), node.filter().read());
    }
  }

  @Test
  void readingChangesNothing() {
    try (NetlinkNode node = new NetlinkNode(IpFamily.IPV4)) {
      node.load("*nat\n-A POSTROUTING -p udp -j MASQUERADE --to-ports 1000-2000\nCOMMIT\n");
      node.filter().read();
      assertFalse(node.filter().isChangedByOthers());
      assertEquals(Set.of(Table.NAT), node.filter().read().tables().keySet());
    }
  }

  @Test
  void foreignRulesInOurChainsAreDeleted() {
    try (NetlinkNode node = new NetlinkNode(IpFamily.IPV4)) {
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
  void rulesOfKindsThatNetlinkDoesNotKnowGoByIptables() {
    try (NetlinkNode node = new NetlinkNode(IpFamily.IPV4)) {
      Rule limited = Rule.of(Verdict.RETURN, new OtherMatch("limit", List.of("--limit", "3/min")));
      node.filter()
          .apply(
              nat(
                  IpFamily.IPV4,
                  new Change.CreateOrFlush("THEIRS"),
                  new Change.Append("THEIRS", Rule.of(Verdict.ACCEPT)),
                  new Change.Insert("THEIRS", 1, limited)));
      assertEquals(
          List.of(limited, Rule.of(Verdict.ACCEPT)),
          node.filter().read().table(Table.NAT).chain("THEIRS").orElseThrow().rules());
      node.filter().apply(nat(IpFamily.IPV4, new Change.DeleteRule("THEIRS", limited)));
      assertEquals(
          List.of(Rule.of(Verdict.ACCEPT)),
          node.filter().read().table(Table.NAT).chain("THEIRS").orElseThrow().rules());
    }
  }

  @Test
  void rulesNameSetsThatComeAndGo() {
    try (NetlinkNode node = new NetlinkNode(IpFamily.IPV4)) {
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
      assertEquals(
          List.of(rule),
          node.filter().read().table(Table.NAT).chain("KUBE-A").orElseThrow().rules());
    }
  }

  @Test
  void whatIptablesCannotExpressIsUnavailable() {
    try (NetlinkNode node = new NetlinkNode(IpFamily.IPV4)) {
      node.node().namespace().run("nft", "add table ip nat; add chain ip nat OTHER").orFail();
      node.node().namespace().run("nft", "add rule ip nat OTHER meta cpu 3 counter drop").orFail();
      PacketFilterException e =
          assertThrows(PacketFilterException.class, () -> node.filter().read());
      assertEquals(Kind.UNAVAILABLE, e.kind());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "add chain ip nat OUTPUT { type nat hook output priority -100; policy drop; }",
        "add chain ip nat OUTPUT { type nat hook output priority 7; }",
        "add chain ip nat OTHER { type nat hook output priority -100; }",
      })
  void chainsThatIptablesHasNotMadeAreReadAsByIptables(String chain) {
    try (NetlinkNode node = new NetlinkNode(IpFamily.IPV4)) {
      node.node().namespace().run("nft", "add table ip nat; " + chain).orFail();
      assertEquals(node.node().filter().read(), node.filter().read());
    }
  }

  @Test
  void thePolicyOfAChainThatIsThereStays() {
    try (NetlinkNode node = new NetlinkNode(IpFamily.IPV4)) {
      node.load("*filter\n:FORWARD DROP [0:0]\nCOMMIT\n");
      new Applier(node.filter()).apply(SampleServices.of(IpFamily.IPV4, 2, 0));
      assertTrue(node.saved().contains(":FORWARD DROP"));
      assertTrue(node.saved().contains(":INPUT ACCEPT"));
    }
  }

  @Test
  void rulesOfServicesThatDoNotChangeKeepTheirCounters() {
    try (NetlinkNode node = new NetlinkNode(IpFamily.IPV4)) {
      new Applier(node.filter()).apply(SampleServices.of(IpFamily.IPV4, 3, 2));
      String counted =
          String.join("\n", node.node().counted()).replaceAll("\\[0:0] -A", "[7:420] -A");
      node.node()
          .namespace()
          .runWithInput(counted + "\n", "iptables-nft-restore", "--counters")
          .orFail();
      List<String> before = rulesOf(node, "default/s0");
      assertTrue(before.size() > 4 && before.stream().allMatch(l -> l.startsWith("[7:420] ")));
      new Applier(node.filter()).apply(SampleServices.without(IpFamily.IPV4, 4, 2, Set.of(1)));
      assertEquals(before, rulesOf(node, "default/s0"));
      assertEquals(List.of(), rulesOf(node, "default/s1"));
    }
  }

  private static List<String> rulesOf(NetlinkNode node, String service) {
    return node.node().counted().stream().filter(line -> line.contains(service)).toList();
  }

  @Test
  void ofALoadInPiecesTheRefusedStepIsNamed() {
    CompiledRuleset desired = SampleServices.of(IpFamily.IPV4, 2_400, 3);
    try (NetlinkNode node = new NetlinkNode(IpFamily.IPV4)) {
      IptablesPlan plan =
          IptablesPlanner.plan(
              node.filter().read(), SampleServices.spoiled(desired, Set.of("s2300")));
      PacketFilterException e =
          assertThrows(PacketFilterException.class, () -> node.filter().apply(plan));
      assertEquals("default/s2300 (TCP)", e.step().orElseThrow().cause().text());
      assertTrue(e.getMessage().contains("EINVAL"), e.getMessage());
      ApplyOutcome outcome =
          new Applier(node.filter()).apply(SampleServices.spoiled(desired, Set.of("s2300", "s7")));
      assertEquals(2, outcome.leftOut().size());
      assertTrue(outcome.remaining().isEmpty());
    }
  }

  @Test
  void whatIptablesDoesAfterwardsIsDoneToOurRulesAsToItsOwn() {
    try (NetlinkNode node = new NetlinkNode(IpFamily.IPV4)) {
      CompiledRuleset desired = SampleServices.of(IpFamily.IPV4, 3, 2);
      new Applier(node.filter()).apply(desired);
      String saved = node.saved();
      node.load("*nat\n:THEIRS - [0:0]\n-A THEIRS -j RETURN\nCOMMIT\n");
      node.load("*nat\n-F THEIRS\n-X THEIRS\nCOMMIT\n");
      assertEquals(saved, node.saved());
      IptablesPlan cleanup = CleanupPlanner.plan(node.filter().read());
      node.node().filter().apply(cleanup);
      assertFalse(node.saved().contains("KUBE-"));
      assertFalse(new Applier(node.filter()).apply(desired).plan().isEmpty());
      assertEquals(sorted(saved), sorted(node.saved()));
    }
  }

  private static List<String> sorted(String text) {
    return text.lines().sorted().toList();
  }

  @Test
  void changesOfOthersAreTold() {
    OwnCommits own = new OwnCommits();
    CompiledRuleset few = SampleServices.of(IpFamily.IPV4, 1, 1);
    try (NetlinkNode node = new NetlinkNode(IpFamily.IPV4);
        NftPacketFilter one = node.another(IpFamily.IPV4, own);
        NftPacketFilter other = node.another(IpFamily.IPV6, own)) {
      assertTrue(one.isChangedByOthers(), "nothing is known yet");
      new Applier(one).apply(few);
      assertFalse(one.isChangedByOthers());
      new Applier(other).apply(SampleServices.of(IpFamily.IPV6, 1, 1));
      assertFalse(one.isChangedByOthers(), "the other family is changed by the same process");
      assertFalse(other.isChangedByOthers());
      node.load("*filter\n:THEIRS - [0:0]\nCOMMIT\n");
      assertTrue(one.isChangedByOthers());
      assertTrue(other.isChangedByOthers());
      new Applier(one).apply(few);
      assertFalse(one.isChangedByOthers());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"KUBE-IPTABLES-HINT", "KUBE-KUBELET-CANARY"})
  void theMarkOfKubeletIsSeen(String chain) {
    try (NetlinkNode node = new NetlinkNode(IpFamily.IPV6)) {
      assertFalse(node.filter().isMarkedByKubelet());
      node.load("*filter\n:" + chain + " - [0:0]\nCOMMIT\n");
      assertFalse(node.filter().isMarkedByKubelet(), "not in table mangle");
      node.load("*mangle\n:" + chain + " - [0:0]\nCOMMIT\n");
      assertTrue(node.filter().isMarkedByKubelet());
    }
  }

  @Test
  void withoutNativeCallsIptablesDoesEverything() {
    try (NamespaceNode node = new NamespaceNode(IpFamily.IPV4, IptablesVariant.NFT);
        NftPacketFilter filter =
            new NftPacketFilter(
                IpFamily.IPV4,
                () -> {
                  throw new UnsatisfiedLinkError("no library");
                },
                node.runner(),
                new OwnCommits())) {
      assertTrue(
          new Applier(filter).apply(SampleServices.of(IpFamily.IPV4, 2, 2)).remaining().isEmpty());
      assertTrue(node.saved().contains("default/s1"));
    }
  }

  @Test
  void withoutTheRightToASocketItSaysSo() {
    CommandRunner none =
        (command, input) -> {
          throw new AssertionError(command);
        };
    try (NftPacketFilter filter =
        new NftPacketFilter(
            IpFamily.IPV4,
            () -> {
              throw new NetlinkSocketException("socket(2)", 1);
            },
            none,
            new OwnCommits())) {
      PacketFilterException e = assertThrows(PacketFilterException.class, filter::read);
      assertEquals(Kind.NOT_PERMITTED, e.kind());
      assertFalse(filter.isMarkedByKubelet());
    }
  }
}
