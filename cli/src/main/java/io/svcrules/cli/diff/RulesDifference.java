// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.diff;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.live.KernelReport;
import io.svcrules.cli.live.PlanCounts;
import io.svcrules.cli.live.PlanJson;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.RulesetEditor;
import io.svcrules.iptables.diff.DiffGroup;
import io.svcrules.iptables.diff.OurRules;
import io.svcrules.iptables.diff.RulesetDiff;
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
 */
record RulesDifference(Ruleset current, IptablesPlan plan) implements Difference {

  @Override
  public IpFamily family() {
    return plan.family();
  }

  @Override
  public boolean isEmpty() {
    return plan.isEmpty();
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
  }

  @Override
  public void tell(Diagnostics diagnostics) {
    new KernelReport(diagnostics).tellHeld(plan);
  }
}
