// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.PlanStep;
import io.svcrules.iptables.plan.TablePlan;
import io.svcrules.model.IpFamily;
import io.svcrules.model.manifest.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A change of iptables rules.
 *
 * @param plan the changes
 * @param amount how much that is
 * @param variant the iptables that holds the rules
 */
public record RulesPlan(IptablesPlan plan, PlanCounts amount, IptablesVariant variant)
    implements LivePlan {

  /** A plan, and the rules it was made for. */
  public static RulesPlan of(Ruleset current, IptablesPlan plan, IptablesVariant variant) {
    return new RulesPlan(plan, PlanCounts.of(current, plan), variant);
  }

  @Override
  public IpFamily family() {
    return plan.family();
  }

  @Override
  public boolean isEmpty() {
    return plan.isEmpty();
  }

  @Override
  public boolean isQuiet() {
    return true;
  }

  @Override
  public String counts() {
    return amount.toString();
  }

  @Override
  public List<String> lines() {
    return plan.tables().stream().flatMap(table -> lines(table).stream()).toList();
  }

  private static List<String> lines(TablePlan table) {
    return table.steps().map(step -> line(table, step)).toList();
  }

  private static String line(TablePlan table, PlanStep step) {
    StringBuilder line = new StringBuilder(table.table().lowerCase()).append(": ");
    step.change().appendTo(line);
    return line.append(" (").append(step.cause().text()).append(')').toString();
  }

  @Override
  public void tell(Diagnostics diagnostics) {
    new KernelReport(diagnostics).tellHeld(plan);
  }

  @Override
  public void writeCommands(OutputStream out) throws IOException {
    RestoreCommand.write(plan, variant, out);
  }

  @Override
  public void writeSummary(JsonOutput json) throws IOException {
    PlanJson.writeCounts(amount, json);
  }

  @Override
  public void writeChanges(String name, JsonOutput json) throws IOException {
    PlanJson.writeChanges(name, plan, json);
  }

  @Override
  public void writeAside(JsonOutput json) throws IOException {
    PlanJson.writeHeld(plan, json);
  }
}
