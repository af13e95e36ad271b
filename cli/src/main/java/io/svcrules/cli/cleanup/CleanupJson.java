// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.cleanup;

import io.svcrules.cli.effect.EffectJson;
import io.svcrules.cli.effect.Effects;
import io.svcrules.cli.live.FamilyResult;
import io.svcrules.cli.live.PlanJson;
import io.svcrules.cli.live.ResultJson;
import io.svcrules.cli.live.RulesPlan;
import io.svcrules.model.manifest.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes what was removed, or would be: the schemas of docs/kernel-json.md. */
final class CleanupJson {
  private CleanupJson() {}

  static void write(List<FamilyResult> all, Effects undone, boolean dryRun, OutputStream out)
      throws IOException {
    try (JsonOutput json = JsonOutput.to(out)) {
      json.beginObject()
          .field("apiVersion", PlanJson.API_VERSION)
          .field("kind", "RemovedRules")
          .field("dryRun", dryRun);
      EffectJson.writeSysctls(undone, json);
      json.beginArray("families");
      for (FamilyResult result : all) {
        json.beginObject().field("family", result.plan().family().kubernetesName());
        if (result.plan() instanceof RulesPlan rules) {
          json.field("variant", rules.variant().word());
        } else {
          json.field("mode", "ipvs");
        }
        ResultJson.write(result, json);
        ResultJson.writeRemaining(result, json);
        json.endObject();
      }
      json.endArray().endObject();
    }
  }
}
