// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.iptables.plan.Cause;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.IptablesPlanner;
import io.svcrules.iptables.plan.PlanStep;
import io.svcrules.iptables.plan.TablePlan;
import io.svcrules.model.ServicePortName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The search for the service ports that a kernel refuses. Each attempt changes the kernel for real,
 * for some service ports as a whole and for no other; those that are refused are halved until one
 * is left. What the service ports had before stays until their own attempt succeeds.
 */
final class Quarantine {
  /** A kernel that refuses more lacks something that many need: halving would take for ever. */
  private static final int MOST_REFUSED = 100;

  private final PacketFilter filter;
  private final CompiledRuleset desired;
  private final SortedMap<ServicePortName, RefusedServicePort> refused = new TreeMap<>();

  Quarantine(PacketFilter filter, CompiledRuleset desired) {
    this.filter = filter;
    this.desired = desired;
  }

  /**
   * The service ports that are refused, sorted by name. All others are there.
   *
   * @throws PacketFilterException if something else is refused, or too many are
   */
  List<RefusedServicePort> find() {
    // What no service port is to blame for; if this is refused, nothing can be done.
    filter.apply(planFor(Set.of()));
    Set<ServicePortName> suspects = new TreeSet<>();
    for (TablePlan table : IptablesPlanner.plan(filter.read(), desired).tables()) {
      table.steps().forEach(step -> owner(step).ifPresent(suspects::add));
    }
    search(List.copyOf(suspects));
    return List.copyOf(refused.values());
  }

  /** What should be there without those that are refused. */
  CompiledRuleset accepted() {
    return new CompiledRuleset(
        desired.family(),
        desired.base(),
        desired.fragments().stream()
            .filter(fragment -> !refused.containsKey(fragment.name()))
            .toList());
  }

  private void search(List<ServicePortName> suspects) {
    List<ServicePortName> left = suspects;
    while (!left.isEmpty()) {
      IptablesPlan attempt = planFor(new TreeSet<>(left));
      try {
        filter.apply(attempt);
        return;
      } catch (PacketFilterException e) {
        Optional<ServicePortName> offender = offender(left, e);
        if (offender.isEmpty()) {
          search(left.subList(0, left.size() / 2));
          left = left.subList(left.size() / 2, left.size());
        } else {
          leaveOut(offender.get(), attempt, e);
          left = left.stream().filter(name -> !name.equals(offender.get())).toList();
        }
      }
    }
  }

  /** The one to blame, if that can be told. */
  private static Optional<ServicePortName> offender(
      List<ServicePortName> suspects, PacketFilterException e) {
    if (e.kind() != Kind.REFUSED) {
      throw e;
    }
    if (suspects.size() == 1) {
      return Optional.of(suspects.get(0));
    }
    return e.step().flatMap(Quarantine::owner).filter(suspects::contains);
  }

  private void leaveOut(ServicePortName name, IptablesPlan attempt, PacketFilterException e) {
    if (refused.size() == MOST_REFUSED) {
      throw e;
    }
    Predicate<PlanStep> own = step -> owner(step).filter(name::equals).isPresent();
    String change =
        e.step()
            .map(Quarantine::line)
            .orElseGet(
                () ->
                    attempt.tables().stream()
                        .flatMap(TablePlan::steps)
                        .filter(own)
                        .map(Quarantine::line)
                        .collect(Collectors.joining("\n")));
    refused.put(name, new RefusedServicePort(name, change, e.getMessage()));
  }

  /**
   * The changes that belong to some service ports or to nobody. Leftovers stay: they may be what a
   * service port that is not tried now still needs.
   */
  private IptablesPlan planFor(Set<ServicePortName> tried) {
    IptablesPlan all = IptablesPlanner.plan(filter.read(), desired);
    Predicate<PlanStep> wanted =
        step ->
            step.cause() == Cause.Common.BASE || owner(step).filter(tried::contains).isPresent();
    List<TablePlan> tables = new ArrayList<>();
    for (TablePlan table : all.tables()) {
      tables.add(
          new TablePlan(
              table.table(),
              table.preparation().stream().filter(wanted).toList(),
              table.switchover().stream().filter(wanted).toList()));
    }
    return new IptablesPlan(all.family(), tables, all.heldByOthers());
  }

  private static Optional<ServicePortName> owner(PlanStep step) {
    return step.cause() instanceof Cause.ServicePort port
        ? Optional.of(port.name())
        : Optional.empty();
  }

  private static String line(PlanStep step) {
    StringBuilder out = new StringBuilder();
    step.change().appendTo(out);
    return out.toString();
  }
}
