// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.diff;

import io.svcrules.cli.live.PlanJson;
import io.svcrules.cli.option.ProxyMode;
import io.svcrules.iptables.diff.DiffLine;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.model.manifest.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** Writes differences by cause: the schemas of docs/kernel-json.md. */
final class DiffJson {
  private DiffJson() {}

  static void write(
      String node,
      ProxyMode mode,
      IptablesVariant variant,
      Differences differences,
      OutputStream out)
      throws IOException {
    try (JsonOutput json = JsonOutput.to(out)) {
      json.beginObject()
          .field("apiVersion", PlanJson.API_VERSION)
          .field("kind", "RulesDiff")
          .field("node", node)
          .field("mode", mode.toString())
          .field("variant", variant.word());
      write("families", differences.wanted(), json);
      write("otherMode", differences.otherMode(), json);
      json.endObject();
    }
  }

  private static void write(String name, List<Difference> differences, JsonOutput json)
      throws IOException {
    json.beginArray(name);
    for (Difference difference : differences) {
      json.beginObject().field("family", difference.family().kubernetesName());
      difference.write(json);
      json.endObject();
    }
    json.endArray();
  }

  static void writeLines(List<DiffLine> lines, JsonOutput json) throws IOException {
    json.beginArray("lines");
    for (DiffLine line : lines) {
      json.beginObject()
          .field("side", line.kind().name().toLowerCase(Locale.ROOT))
          .field("text", line.text())
          .endObject();
    }
    json.endArray();
  }
}
