// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.apply;

import io.svcrules.cli.effect.EffectJson;
import io.svcrules.cli.live.PlanJson;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.RefusedServicePort;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.model.manifest.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes what was applied, or would be: the schema of docs/kernel-json.md. */
final class ApplyJson {
  private final JsonOutput json;

  private ApplyJson(JsonOutput json) {
    this.json = json;
  }

  static void write(
      String node,
      IptablesVariant variant,
      boolean dryRun,
      List<FamilyResult> results,
      OutputStream out)
      throws IOException {
    try (JsonOutput json = JsonOutput.to(out)) {
      json.beginObject()
          .field("apiVersion", PlanJson.API_VERSION)
          .field("kind", "AppliedRules")
          .field("node", node)
          .field("variant", variant.word())
          .field("dryRun", dryRun);
      json.beginArray("families");
      for (FamilyResult result : results) {
        new ApplyJson(json).write(result);
      }
      json.endArray().endObject();
    }
  }

  private void write(FamilyResult result) throws IOException {
    json.beginObject()
        .field("family", result.family().kubernetesName())
        .field("milliseconds", result.milliseconds());
    PlanJson.writeCounts(result.counts(), json);
    PlanJson.writeChanges("changes", result.plan(), json);
    PlanJson.writeHeld(result.plan(), json);
    json.beginArray("quarantined");
    for (RefusedServicePort refused : result.quarantined()) {
      json.beginObject()
          .field("namespace", refused.name().service().namespace())
          .field("name", refused.name().service().name())
          .field("portName", refused.name().port())
          .field("protocol", refused.name().protocol().name())
          .field("change", refused.change())
          .field("reason", refused.reason())
          .endObject();
    }
    json.endArray();
    PlanJson.writeLacking(result.outcome().lacking(), json);
    EffectJson.write(result.effects(), json);
    if (result.remaining().isPresent()) {
      IptablesPlan remaining = result.remaining().get();
      PlanJson.writeChanges("remaining", remaining, json);
    }
    json.endObject();
  }
}
