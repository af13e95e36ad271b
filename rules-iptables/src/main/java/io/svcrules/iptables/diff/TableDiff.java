// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.diff;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Change;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.compile.ChainRole;
import io.svcrules.iptables.diff.DiffLine.Kind;
import io.svcrules.iptables.plan.Cause;
import io.svcrules.iptables.plan.PlanStep;
import io.svcrules.iptables.plan.TablePlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sorts the steps of a table by cause and chain, and shows what each does to the chain. */
final class TableDiff {
  private final TableRules before;
  private final TableRules after;

  TableDiff(TableRules before, TableRules after) {
    this.before = before;
    this.after = after;
  }

  List<DiffGroup> groups(TablePlan plan) {
    Map<String, Cause> owners = new GoneChains(before).owners(plan);
    Map<Cause, Map<String, List<Change>>> sorted = new LinkedHashMap<>();
    plan.steps()
        .forEach(
            step ->
                sorted
                    .computeIfAbsent(cause(step, owners), cause -> new LinkedHashMap<>())
                    .computeIfAbsent(step.change().chain(), chain -> new ArrayList<>())
                    .add(step.change()));
    List<DiffGroup> groups = new ArrayList<>();
    sorted.forEach(
        (cause, chains) -> {
          List<DiffLine> lines = new ArrayList<>();
          chains.forEach((chain, changes) -> lines.addAll(lines(chain, changes)));
          if (lines.stream().anyMatch(line -> line.kind() != Kind.CONTEXT)) {
            groups.add(new DiffGroup(plan.table(), cause, lines));
          }
        });
    return groups;
  }

  private static Cause cause(PlanStep step, Map<String, Cause> owners) {
    return step.cause() == Cause.Common.GONE
        ? owners.getOrDefault(step.change().chain(), Cause.Common.GONE)
        : step.cause();
  }

  private List<DiffLine> lines(String chain, List<Change> changes) {
    return isShared(chain) && changes.stream().allMatch(this::isOfOneRule)
        ? lineByLine(chain, changes)
        : LineDiff.of(saved(before, chain), saved(after, chain));
  }

  private boolean isShared(String chain) {
    return switch (ChainRole.of(before.table(), chain)) {
      case HOOK, DISPATCH, KUBELET -> true;
      case STATIC, SERVICE, FOREIGN -> false;
    };
  }

  private boolean isOfOneRule(Change change) {
    return change instanceof Change.Append
        || change instanceof Change.Insert
        || change instanceof Change.DeleteRule
        || (change instanceof Change.CreateOrFlush && before.chain(change.chain()).isEmpty());
  }

  private static List<DiffLine> lineByLine(String chain, List<Change> changes) {
    List<DiffLine> created = new ArrayList<>();
    List<DiffLine> removed = new ArrayList<>();
    List<DiffLine> inserted = new ArrayList<>();
    List<DiffLine> appended = new ArrayList<>();
    for (Change change : changes) {
      if (change instanceof Change.Append append) {
        appended.add(new DiffLine(Kind.ADDED, ruleLine(chain, append.rule())));
      } else if (change instanceof Change.Insert insert) {
        inserted.add(new DiffLine(Kind.ADDED, ruleLine(chain, insert.rule())));
      } else if (change instanceof Change.DeleteRule delete) {
        removed.add(new DiffLine(Kind.REMOVED, ruleLine(chain, delete.rule())));
      } else {
        created.add(new DiffLine(Kind.ADDED, chainLine(Chain.of(chain, List.of()))));
      }
    }
    // Each goes on top of the one before.
    Collections.reverse(inserted);
    List<DiffLine> lines = new ArrayList<>(created);
    lines.addAll(removed);
    lines.addAll(inserted);
    lines.addAll(appended);
    return lines;
  }

  private static List<String> saved(TableRules table, String name) {
    Chain chain = table.chains().get(name);
    if (chain == null) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(chain.rules().size() + 1);
    lines.add(chainLine(chain));
    chain.rules().forEach(rule -> lines.add(ruleLine(name, rule)));
    return lines;
  }

  private static String chainLine(Chain chain) {
    return ':' + chain.name() + ' ' + chain.policy().text() + " [0:0]";
  }

  private static String ruleLine(String chain, Rule rule) {
    StringBuilder out = new StringBuilder(200).append("-A ").append(chain);
    rule.appendTo(out);
    return out.toString();
  }
}
