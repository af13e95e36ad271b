// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.plan.NodeArbitraries;
import java.util.List;
import java.util.Random;

/** Applies everything each time. */
final class ApplierKeeper implements NodeKeeper {
  private final TestNode node;
  private CompiledRuleset desired = NodeArbitraries.desired(new Random(0));

  ApplierKeeper(TestNode node) {
    this.node = node;
  }

  @Override
  public void servicesChange(Random random) {
    desired = NodeArbitraries.desired(random);
  }

  @Override
  public CompiledRuleset desired() {
    return desired;
  }

  @Override
  public void follow() {
    ApplyOutcome outcome = new Applier(node.filter()).apply(desired);
    assertTrue(outcome.remaining().isEmpty(), outcome.remaining()::toString);
    assertEquals(List.of(), outcome.leftOut());
  }

  @Override
  public void repair() {
    follow();
  }
}
