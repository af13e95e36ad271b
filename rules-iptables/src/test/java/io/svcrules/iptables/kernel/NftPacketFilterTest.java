// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.iptables.kernel.nft.OwnCommits;
import io.svcrules.iptables.lab.CountedSockets;
import io.svcrules.iptables.plan.CleanupPlanner;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.IptablesPlanner;
import io.svcrules.iptables.plan.TablePlan;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.NetlinkSocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NftPacketFilterTest extends KernelFilterTest {

  @Override
  KernelNode node(IpFamily family) {
    return new NetlinkNode(family);
  }

  @Override
  String others() {
    return "";
  }

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

  @ParameterizedTest
  @EnumSource
  void veryManyChainsAreReadAsIptablesSavesThem(IpFamily family) {
    try (NetlinkNode node = new NetlinkNode(family)) {
      CountedSockets sockets = new CountedSockets();
      NftPacketFilter filter =
          new NftPacketFilter(
              family, sockets.of(node.opener()), node.node().runner(), new OwnCommits());
      CompiledRuleset desired = SampleServices.of(family, 700, 3);
      assertTrue(new Applier(filter).apply(desired).remaining().isEmpty());
      Ruleset read = filter.read();
      assertEquals(node.node().filter().read(), read);
      assertTrue(read.table(Table.NAT).chains().size() > 2_800);
      assertEquals(1, sockets.stillOpen(), "those of other processors are closed");
      assertTrue(sockets.opened() > ForkJoinPool.getCommonPoolParallelism());
      filter.close();
      assertEquals(0, sockets.stillOpen());
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
