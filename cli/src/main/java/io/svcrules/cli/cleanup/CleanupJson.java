// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.cleanup;

import io.svcrules.cli.effect.EffectJson;
import io.svcrules.cli.effect.Effects;
import io.svcrules.cli.live.PlanJson;
import io.svcrules.model.manifest.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes what was removed, or would be: the schema of docs/kernel-json.md. */
final class CleanupJson {
  private CleanupJson() {}

  static void write(List<Cleaned> all, Effects undone, boolean dryRun, OutputStream out)
      throws IOException {
    try (JsonOutput json = JsonOutput.to(out)) {
      json.beginObject()
          .field("apiVersion", PlanJson.API_VERSION)
          .field("kind", "RemovedRules")
          .field("dryRun", dryRun);
      EffectJson.writeSysctls(undone, json);
      json.beginArray("families");
      for (Cleaned cleaned : all) {
        json.beginObject()
            .field("family", cleaned.plan().family().kubernetesName())
            .field("variant", cleaned.variant().word())
            .field("milliseconds", cleaned.milliseconds());
        PlanJson.writeCounts(cleaned.counts(), json);
        PlanJson.writeChanges("changes", cleaned.plan(), json);
        PlanJson.writeHeld(cleaned.plan(), json);
        if (!dryRun) {
          PlanJson.writeChanges("remaining", cleaned.remaining(), json);
        }
        json.endObject();
      }
      json.endArray().endObject();
    }
  }
}
