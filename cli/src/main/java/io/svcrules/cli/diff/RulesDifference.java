// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.diff;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.live.KernelReport;
import io.svcrules.cli.live.PlanCounts;
import io.svcrules.cli.live.PlanJson;
import io.svcrules.cli.live.Refused;
import io.svcrules.cli.live.ResultJson;
import io.svcrules.cli.live.ResultReport;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.RulesetEditor;
import io.svcrules.iptables.diff.DiffGroup;
import io.svcrules.iptables.diff.OurRules;
import io.svcrules.iptables.diff.RulesetDiff;
import io.svcrules.iptables.kernel.ApplyOutcome;
import io.svcrules.iptables.plan.Cause;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.model.IpFamily;
import io.svcrules.model.manifest.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What differs in iptables rules.
 *
 * @param current all rules that the kernel holds
 * @param plan what would change
 * @param refused what the node would not take
 */
record RulesDifference(Ruleset current, IptablesPlan plan, Refused refused) implements Difference {

  /** Rules that go. */
  static RulesDifference of(Ruleset current, IptablesPlan plan) {
    return new RulesDifference(current, plan, Refused.NOTHING);
  }

  /** Rules as they should be on a node that may lack something. */
  static RulesDifference of(Ruleset current, ApplyOutcome planned) {
    return new RulesDifference(current, planned.plan(), Refused.of(planned));
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
  public boolean leavesOut() {
    return !refused.servicePorts().isEmpty();
  }

  /** All rules as they would be. */
  Ruleset after() {
    return RulesetEditor.apply(current, plan.restoreInput());
  }

  @Override
  public void write(ColouredDiff out) throws IOException {
    out.write(RulesetDiff.of(current, plan));
  }

  @Override
  public void writeNow(OutputStream out) throws IOException {
    RulesetWriter.writeSaved(OurRules.of(current), out);
  }

  @Override
  public void writeThen(OutputStream out) throws IOException {
    RulesetWriter.writeSaved(OurRules.of(after()), out);
  }

  @Override
  public void write(JsonOutput json) throws IOException {
    PlanJson.writeCounts(PlanCounts.of(current, plan), json);
    json.beginArray("groups");
    for (DiffGroup group : RulesetDiff.of(current, plan).groups()) {
      json.beginObject().field("table", group.table().lowerCase());
      json.field("cause", group.cause().text());
      if (group.cause() instanceof Cause.ServicePort port) {
        json.field("namespace", port.name().service().namespace())
            .field("name", port.name().service().name())
            .field("portName", port.name().port())
            .field("protocol", port.name().protocol().name());
      }
      DiffJson.writeLines(group.lines(), json);
      json.endObject();
    }
    json.endArray();
    PlanJson.writeHeld(plan, json);
    ResultJson.writeQuarantined(refused, json);
    PlanJson.writeLacking(refused, json);
  }

  @Override
  public void tell(Diagnostics diagnostics) {
    new KernelReport(diagnostics).tellHeld(plan);
    new ResultReport(diagnostics).tell(family().kubernetesName() + ": ", refused);
  }
}
