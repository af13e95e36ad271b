// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.plan.Cause;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.PlanStep;
import io.svcrules.iptables.plan.TablePlan;
import io.svcrules.model.NamespacedName;
import java.util.HashSet;
import java.util.Set;
import java.util.StringJoiner;

/**
 * How much a plan changes.
 *
 * @param chainsCreated chains that are new
 * @param chainsDeleted chains that are gone
 * @param services Services of which some chain or rule changes
 * @param rules rules that are added or taken out, each once; those of a chain that is written anew
 *     count both times
 */
public record PlanCounts(int chainsCreated, int chainsDeleted, int services, int rules) {

  /** Counts what a plan changes in the rules that it was made for. */
  public static PlanCounts of(Ruleset current, IptablesPlan plan) {
    Set<NamespacedName> services = new HashSet<>();
    int created = 0;
    int deleted = 0;
    int rules = 0;
    for (TablePlan table : plan.tables()) {
      ChangeCounter counter = new ChangeCounter(current.table(table.table()));
      table.steps().map(PlanStep::change).forEach(change -> change.sendTo(counter));
      table.steps().forEach(step -> addService(step.cause(), services));
      created += counter.created();
      deleted += counter.deleted();
      rules += counter.rules();
    }
    return new PlanCounts(created, deleted, services.size(), rules);
  }

  private static void addService(Cause cause, Set<NamespacedName> services) {
    if (cause instanceof Cause.ServicePort port) {
      services.add(port.name().service());
    }
  }

  /** The counts that are not 0, for people, such as {@code +2 chains, ~1 service, 7 rules}. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ");
    text.setEmptyValue("nothing to change");
    add(text, "+", chainsCreated, "chain");
    add(text, "-", chainsDeleted, "chain");
    add(text, "~", services, "service");
    add(text, "", rules, "rule");
    return text.toString();
  }

  private static void add(StringJoiner text, String sign, int count, String noun) {
    if (count > 0) {
      text.add(sign + count + " " + noun + (count == 1 ? "" : "s"));
    }
  }
}
