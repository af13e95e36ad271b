// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.Change;
import io.svcrules.iptables.RestoreException;
import io.svcrules.iptables.RestoreInput;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.RulesetEditor;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.PlanStep;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Rules in memory that change as those of a kernel do: whole transactions or nothing, and refused
 * for the same reasons. Can be told to fail. Not safe for use by several threads.
 */
public final class FakePacketFilter implements PacketFilter, ChangeWatch {
  private final int stepsAtOnce;
  private Ruleset ruleset;
  private Predicate<Change> refused = change -> false;
  private boolean namesSteps = true;
  private int stepsToLive = Integer.MAX_VALUE;
  private boolean changedByOthers = true;

  /** A kernel of one family without a single table. */
  public FakePacketFilter(IpFamily family) {
    this(new Ruleset(family, Map.of()), IptablesVariant.NFT.stepsAtOnce());
  }

  /**
   * A kernel that holds rules.
   *
   * @param stepsAtOnce how many steps a piece of a preparation has at most; at least 1
   */
  public FakePacketFilter(Ruleset ruleset, int stepsAtOnce) {
    this.ruleset = ruleset;
    this.stepsAtOnce = stepsAtOnce;
  }

  /** Refuses changes, each by its name as nf_tables does. */
  public void refuse(Predicate<Change> changes) {
    refused = changes;
    namesSteps = true;
  }

  /** Refuses transactions that have such a change, without saying which, as x_tables does. */
  public void refuseWithoutName(Predicate<Change> changes) {
    refused = changes;
    namesSteps = false;
  }

  /**
   * Stops, as if the process were killed, in front of the first transaction that would take it
   * beyond a number of steps; that and all later ones fail with kind UNAVAILABLE.
   *
   * @param steps how many steps may still be done
   */
  public void dieAfter(int steps) {
    stepsToLive = steps;
  }

  /** Puts other rules in the place of all, as if others had changed them. */
  public void replace(Ruleset rules) {
    ruleset = rules;
    changedByOthers = true;
  }

  /** The rules as others see them. */
  public Ruleset ruleset() {
    return ruleset;
  }

  @Override
  public boolean isChangedByOthers() {
    return changedByOthers;
  }

  @Override
  public IpFamily family() {
    return ruleset.family();
  }

  @Override
  public Ruleset read() {
    changedByOthers = false;
    return ruleset;
  }

  @Override
  public void apply(IptablesPlan plan) {
    if (plan.family() != family()) {
      throw new IllegalArgumentException(plan.family() + " changes for " + family());
    }
    for (Transaction transaction : Transaction.of(plan, stepsAtOnce)) {
      commit(transaction);
    }
  }

  private void commit(Transaction transaction) {
    stepsToLive -= transaction.steps().size();
    if (stepsToLive < 0) {
      stepsToLive = 0;
      throw failure(Kind.UNAVAILABLE, "killed", transaction.table(), Optional.empty(), null);
    }
    try {
      RestoreInput input = new RestoreInput(family(), List.of(transaction.changes()));
      Ruleset changed = RulesetEditor.apply(ruleset, input);
      checkRefused(transaction);
      ruleset = changed;
      changedByOthers = false;
    } catch (RestoreException e) {
      Optional<PlanStep> step =
          e.change().flatMap(change -> first(transaction, change::equals)).filter(s -> namesSteps);
      throw failure(Kind.REFUSED, e.getMessage(), e.table(), step, e);
    }
  }

  private void checkRefused(Transaction transaction) {
    Optional<PlanStep> step = first(transaction, refused);
    if (step.isPresent()) {
      throw failure(
          Kind.REFUSED, "refused", transaction.table(), step.filter(found -> namesSteps), null);
    }
  }

  private static Optional<PlanStep> first(Transaction transaction, Predicate<Change> changes) {
    return transaction.steps().stream().filter(step -> changes.test(step.change())).findFirst();
  }

  private static PacketFilterException failure(
      Kind kind, String reason, Table table, Optional<PlanStep> step, Throwable cause) {
    return new PacketFilterException(kind, reason, Optional.of(table), step, cause);
  }
}
