// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.apply;

import io.svcrules.cli.effect.EffectJson;
import io.svcrules.cli.live.FamilyResult;
import io.svcrules.cli.live.PlanJson;
import io.svcrules.cli.live.ResultJson;
import io.svcrules.cli.live.RulesPlan;
import io.svcrules.cli.option.ProxyMode;
import io.svcrules.model.manifest.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;

/** Writes what was applied, or would be: the schemas of docs/kernel-json.md. */
final class ApplyJson {
  private ApplyJson() {}

  static void write(Applied all, OutputStream out) throws IOException {
    try (JsonOutput json = JsonOutput.to(out)) {
      json.beginObject()
          .field("apiVersion", PlanJson.API_VERSION)
          .field("kind", "AppliedRules")
          .field("node", all.node())
          .field("mode", all.mode().toString())
          .field("variant", all.variant().word())
          .field("dryRun", all.dryRun());
      json.beginArray("families");
      for (FamilyResult result : all.applied()) {
        json.beginObject().field("family", result.plan().family().kubernetesName());
        ResultJson.write(result, json);
        ResultJson.writeQuarantined(result.refused(), json);
        PlanJson.writeLacking(result.refused(), json);
        if (all.mode() == ProxyMode.IPTABLES) {
          EffectJson.write(result.effects(), json);
        }
        ResultJson.writeRemaining(result, json);
        json.endObject();
      }
      json.endArray();
      json.beginArray("otherMode");
      for (FamilyResult result : all.removed()) {
        json.beginObject().field("family", result.plan().family().kubernetesName());
        if (result.plan() instanceof RulesPlan rules) {
          json.field("variant", rules.variant().word());
        }
        ResultJson.write(result, json);
        if (all.mode() == ProxyMode.IPVS) {
          EffectJson.write(result.effects(), json);
        }
        ResultJson.writeRemaining(result, json);
        json.endObject();
      }
      json.endArray().endObject();
    }
  }
}
