// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.diff;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.RulesetEditor;
import io.svcrules.iptables.plan.Cause;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.TablePlan;
import io.svcrules.model.IpFamily;
import io.svcrules.model.ServicePortName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a plan changes, for people.
 *
 * @param family the family
 * @param groups first those of service ports by name, then the base rules, then what is left behind
 *     and what is gone
 */
public record RulesetDiff(IpFamily family, List<DiffGroup> groups) {
  private static final Comparator<DiffGroup> ORDER =
      Comparator.comparingInt(RulesetDiff::rank)
          .thenComparing(RulesetDiff::serviceOf, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(DiffGroup::table);

  /** Copies the groups. */
  public RulesetDiff {
    groups = List.copyOf(groups);
  }

  /**
   * The diff from the rules a plan was made for to those it leads to.
   *
   * @throws io.svcrules.iptables.RestoreException if the plan was made for other rules
   */
  public static RulesetDiff of(Ruleset current, IptablesPlan plan) {
    Ruleset after = RulesetEditor.apply(current, plan.restoreInput());
    List<DiffGroup> groups = new ArrayList<>();
    for (TablePlan table : plan.tables()) {
      groups.addAll(
          new TableDiff(current.table(table.table()), after.table(table.table())).groups(table));
    }
    groups.sort(ORDER);
    return new RulesetDiff(plan.family(), groups);
  }

  /** Whether nothing changes. */
  public boolean isEmpty() {
    return groups.isEmpty();
  }

  private static ServicePortName serviceOf(DiffGroup group) {
    return group.cause() instanceof Cause.ServicePort service ? service.name() : null;
  }

  private static int rank(DiffGroup group) {
    if (!(group.cause() instanceof Cause.Common common)) {
      return 0;
    }
    return switch (common) {
      case BASE -> 1;
      case EXTRA -> 2;
      case GONE -> 3;
    };
  }
}
