// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.ExitStatus;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does work family by family: one that fails does not hold up the others. */
public final class TaskRun {
  private final Diagnostics diagnostics;
  private final WorstStatus status = new WorstStatus();
  private boolean permitted = true;
  private int passedOver;

  /** A run that tells people what becomes of it. */
  public TaskRun(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** How it went so far. */
  public WorstStatus status() {
    return status;
  }

  /** How many tasks were passed over. */
  public int passedOver() {
    return passedOver;
  }

  /** Does all work, in its order. */
  public List<FamilyResult> all(List<KernelTask> tasks) {
    List<FamilyResult> results = new ArrayList<>();
    for (KernelTask task : tasks) {
      run(task).ifPresent(results::add);
    }
    return results;
  }

  /** Does one piece of work; nothing if the process is known not to be permitted to. */
  public Optional<FamilyResult> run(KernelTask task) {
    if (!permitted) {
      return Optional.empty();
    }
    try {
      Optional<FamilyResult> result = task.work().get();
      result.ifPresent(this::tell);
      return result;
    } catch (RuntimeException e) {
      KernelFailure failure = KernelFailure.of(e).orElseThrow(() -> e);
      onFailure(task, failure);
      return Optional.empty();
    }
  }

  private void tell(FamilyResult result) {
    new ResultReport(diagnostics).tell(result);
    status.add(result.status());
  }

  private void onFailure(KernelTask task, KernelFailure failure) {
    if (failure.kind() == Kind.UNAVAILABLE && task.passedOver()) {
      diagnostics.note(task.where() + ": passed over: " + failure.reason());
      passedOver++;
      return;
    }
    status.add(new KernelReport(diagnostics).tell(task.where() + ": ", failure));
    // Whatever comes next would be refused for the same reason.
    permitted = failure.kind() != Kind.NOT_PERMITTED;
  }

  /** Tells that nothing could be looked at, if that is so. */
  public void requireSome(List<FamilyResult> results) {
    if (results.isEmpty() && passedOver > 0) {
      status.add(ExitStatus.UNAVAILABLE);
    }
  }
}
