// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.Change;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.plan.Cause;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.PlanStep;
import io.svcrules.iptables.plan.TablePlan;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TransactionTest {

  @Test
  void aSmallTableIsOneTransaction() {
    assertEquals(List.of(5), sizes(3, 2, 5));
  }

  @Test
  void aPreparationIsCutAndTheSwitchoverIsLast() {
    assertEquals(List.of(3, 3, 1, 2), sizes(7, 2, 3));
  }

  @Test
  void aSwitchoverIsNeverCut() {
    assertEquals(List.of(2, 9), sizes(2, 9, 4));
    assertEquals(List.of(9), sizes(0, 9, 4));
  }

  @Test
  void withoutSwitchoverThereIsNoneAtTheEnd() {
    assertEquals(List.of(4, 4), sizes(8, 0, 4));
  }

  @Test
  void cutOrNotTheStepsAreThoseOfThePlanInItsOrder() {
    TablePlan table = new TablePlan(Table.NAT, steps("P", 10), steps("S", 3));
    for (int atOnce = 1; atOnce < 15; atOnce++) {
      List<PlanStep> all =
          Transaction.of(plan(table), atOnce).stream().flatMap(t -> t.steps().stream()).toList();
      assertEquals(table.steps().toList(), all);
    }
  }

  private static List<Integer> sizes(int preparation, int switchover, int atOnce) {
    TablePlan table = new TablePlan(Table.NAT, steps("P", preparation), steps("S", switchover));
    return Transaction.of(plan(table), atOnce).stream().map(t -> t.steps().size()).toList();
  }

  private static IptablesPlan plan(TablePlan table) {
    return new IptablesPlan(IpFamily.IPV4, List.of(table), new TreeSet<>());
  }

  private static List<PlanStep> steps(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new PlanStep(new Change.Create(prefix + i), Cause.Common.BASE))
        .toList();
  }
}
