// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Change;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.RulesetEditor;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.Target;
import io.svcrules.iptables.Verdict;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.iptables.plan.Cause;
import io.svcrules.iptables.plan.CleanupPlanner;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.IptablesPlanner;
import io.svcrules.iptables.plan.PlanStep;
import io.svcrules.iptables.plan.TablePlan;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every packet filter does. */
abstract class PacketFilterContractTest {
  private static final String FOREIGN =
      """
      *filter
      :DOCKER - [0:0]
      -A INPUT -p tcp -m comment --comment "theirs, first" -j DOCKER
      -A DOCKER -p udp -j DROP
      COMMIT
      *nat
      :DOCKER - [0:0]
      -A PREROUTING -p udp -j DOCKER
      -A OUTPUT -p udp -j RETURN
      -A POSTROUTING -p udp -m udp --dport 53 -j RETURN
      -A DOCKER -p udp -j RETURN
      COMMIT
      *mangle
      -A FORWARD -p udp -j ACCEPT
      COMMIT
      """;

  private final IpFamily family;
  private final TestNode node;

  PacketFilterContractTest(IpFamily family, TestNode node) {
    this.family = family;
    this.node = node;
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void aFreshNodeHoldsNothing() {
    assertEquals(family, node.filter().family());
    Ruleset fresh = node.filter().read();
    assertEquals(family, fresh.family());
    assertTrue(
        fresh.tables().values().stream()
            .flatMap(table -> table.chains().values().stream())
            .allMatch(chain -> chain.rules().isEmpty()));
  }

  @Test
  void aPlanMakesOfTheRulesWhatThePureEditorMakes() {
    for (CompiledRuleset desired : List.of(services(4, 3), services(5, 2), services(2, 0))) {
      Ruleset before = node.filter().read();
      IptablesPlan plan = IptablesPlanner.plan(before, desired);
      node.filter().apply(plan);
      Ruleset after = node.filter().read();
      assertEquals(RulesetEditor.apply(before, plan.restoreInput()), after);
      assertTrue(IptablesPlanner.plan(after, desired).isEmpty());
    }
  }

  @Test
  void anEmptyPlanChangesNothing() {
    node.load(FOREIGN);
    String before = node.saved();
    node.filter().apply(new IptablesPlan(family, List.of(), new TreeSet<>()));
    assertEquals(before, node.saved());
  }

  @Test
  void rulesOfOthersStayWhereTheyAre() {
    node.load(FOREIGN);
    List<String> before = node.savedOfOthers();
    apply(services(3, 2));
    assertEquals(before, node.savedOfOthers());
    node.load("*nat\n-I PREROUTING -p tcp -j RETURN\n-A OUTPUT -p tcp -j RETURN\nCOMMIT\n");
    List<String> more = node.savedOfOthers();
    assertNotEquals(before, more);
    apply(services(2, 3));
    assertEquals(more, node.savedOfOthers());
    node.filter().apply(CleanupPlanner.plan(node.filter().read()));
    assertEquals(more, node.savedOfOthers());
  }

  @Test
  void cleanupLeavesTheNodeAsItWas() {
    node.load(FOREIGN);
    String before = node.saved();
    apply(services(3, 2));
    assertNotEquals(before, node.saved());
    node.filter().apply(CleanupPlanner.plan(node.filter().read()));
    assertEquals(before, node.saved());
  }

  @Test
  void aJumpToNowhereIsRefusedByName() {
    PlanStep step = append("KUBE-SVC-A", new Jump("KUBE-NOWHERE"));
    PacketFilterException e =
        refused(plan(create("KUBE-SVC-A"), step, append("KUBE-SVC-A", Verdict.RETURN)));
    assertEquals(Optional.of(step), e.step());
    assertEquals(Optional.of(Table.NAT), e.table());
  }

  @Test
  void deletingARuleThatIsNotThereIsRefusedByName() {
    PlanStep step =
        new PlanStep(new Change.DeleteRule("DOCKER", Rule.of(Verdict.ACCEPT)), Cause.Common.EXTRA);
    PacketFilterException e = refused(plan(create("KUBE-SVC-A"), step));
    assertEquals(Optional.of(step), e.step());
    assertEquals(Optional.of(Table.NAT), e.table());
  }

  @Test
  void aCircleIsRefused() {
    PacketFilterException e =
        refused(
            plan(
                create("KUBE-SVC-A"),
                create("KUBE-SVC-B"),
                append("KUBE-SVC-A", new Jump("KUBE-SVC-B")),
                append("KUBE-SVC-B", new Jump("KUBE-SVC-A")),
                append("PREROUTING", new Jump("KUBE-SVC-A"))));
    assertEquals(Optional.of(Table.NAT), e.table());
  }

  @Test
  void tablesInFrontOfTheRefusedOneAreChanged() {
    node.load(FOREIGN);
    PlanStep bad = append("KUBE-SVC-B", new Jump("KUBE-NOWHERE"));
    IptablesPlan plan =
        new IptablesPlan(
            family,
            List.of(
                new TablePlan(Table.FILTER, List.of(), List.of(create("KUBE-SERVICES"))),
                new TablePlan(Table.NAT, List.of(create("KUBE-SVC-B")), List.of(bad))),
            new TreeSet<>());
    PacketFilterException e =
        assertThrows(PacketFilterException.class, () -> node.filter().apply(plan));
    assertEquals(Optional.of(Table.NAT), e.table());
    assertEquals(Optional.of(bad), e.step());
    Ruleset after = node.filter().read();
    assertTrue(after.table(Table.FILTER).chain("KUBE-SERVICES").isPresent());
    assertFalse(after.table(Table.NAT).chain("KUBE-SVC-B").isPresent());
  }

  @Test
  void changesOfTheOtherFamilyAreAnError() {
    IpFamily other = family == IpFamily.IPV4 ? IpFamily.IPV6 : IpFamily.IPV4;
    IptablesPlan plan = new IptablesPlan(other, List.of(), new TreeSet<>());
    assertThrows(IllegalArgumentException.class, () -> node.filter().apply(plan));
  }

  @Test
  void anApplierBringsEveryStateToEveryOther() {
    node.load(FOREIGN);
    for (int missing = 0; missing < 3; missing++) {
      CompiledRuleset desired = SampleServices.without(family, 4, missing, Set.of(missing));
      ApplyOutcome outcome = new Applier(node.filter()).apply(desired);
      assertFalse(outcome.plan().isEmpty());
      assertTrue(outcome.remaining().isEmpty());
      assertEquals(List.of(), outcome.leftOut());
      assertTrue(new Applier(node.filter()).apply(desired).plan().isEmpty());
    }
  }

  private PacketFilterException refused(IptablesPlan plan) {
    node.load(FOREIGN);
    String before = node.saved();
    PacketFilterException e =
        assertThrows(PacketFilterException.class, () -> node.filter().apply(plan));
    assertEquals(Kind.REFUSED, e.kind());
    assertFalse(e.getMessage().isBlank());
    assertEquals(before, node.saved());
    return e;
  }

  private IptablesPlan plan(PlanStep... steps) {
    TablePlan nat = new TablePlan(Table.NAT, List.of(), Stream.of(steps).toList());
    return new IptablesPlan(family, List.of(nat), new TreeSet<>());
  }

  private static PlanStep create(String chain) {
    return new PlanStep(new Change.CreateOrFlush(chain), Cause.Common.BASE);
  }

  private static PlanStep append(String chain, Target target) {
    return new PlanStep(new Change.Append(chain, Rule.of(target)), Cause.Common.BASE);
  }

  private CompiledRuleset services(int count, int endpoints) {
    return SampleServices.of(family, count, endpoints);
  }

  private void apply(CompiledRuleset desired) {
    node.filter().apply(IptablesPlanner.plan(node.filter().read(), desired));
  }
}
