// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.diff;

import io.svcrules.cli.live.PlanCounts;
import io.svcrules.cli.live.PlanJson;
import io.svcrules.iptables.diff.DiffGroup;
import io.svcrules.iptables.diff.DiffLine;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.plan.Cause;
import io.svcrules.model.manifest.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** Writes differences by cause: the schema of docs/kernel-json.md. */
final class DiffJson {
  private DiffJson() {}

  static void write(String node, IptablesVariant variant, List<FamilyDiff> diffs, OutputStream out)
      throws IOException {
    try (JsonOutput json = JsonOutput.to(out)) {
      json.beginObject()
          .field("apiVersion", PlanJson.API_VERSION)
          .field("kind", "RulesDiff")
          .field("node", node)
          .field("variant", variant.word());
      json.beginArray("families");
      for (FamilyDiff diff : diffs) {
        write(diff, json);
      }
      json.endArray().endObject();
    }
  }

  private static void write(FamilyDiff diff, JsonOutput json) throws IOException {
    json.beginObject().field("family", diff.plan().family().kubernetesName());
    PlanJson.writeCounts(PlanCounts.of(diff.current(), diff.plan()), json);
    json.beginArray("groups");
    for (DiffGroup group : diff.diff().groups()) {
      json.beginObject().field("table", group.table().lowerCase());
      json.field("cause", group.cause().text());
      if (group.cause() instanceof Cause.ServicePort port) {
        json.field("namespace", port.name().service().namespace())
            .field("name", port.name().service().name())
            .field("portName", port.name().port())
            .field("protocol", port.name().protocol().name());
      }
      json.beginArray("lines");
      for (DiffLine line : group.lines()) {
        json.beginObject()
            .field("side", line.kind().name().toLowerCase(Locale.ROOT))
            .field("text", line.text())
            .endObject();
      }
      json.endArray().endObject();
    }
    json.endArray();
    PlanJson.writeHeld(diff.plan(), json);
    json.endObject();
  }
}
