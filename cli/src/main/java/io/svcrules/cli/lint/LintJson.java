// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.lint;

import io.svcrules.model.lint.LintFinding;
import io.svcrules.model.manifest.JsonOutput;
import io.svcrules.model.manifest.Place;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Findings as JSON: the schema of docs/lint-json.md. */
final class LintJson {
  private LintJson() {}

  static void write(String node, List<PlacedFinding> findings, OutputStream out)
      throws IOException {
    try (JsonOutput json = JsonOutput.to(out)) {
      json.beginObject().field("apiVersion", "svcrules.io/v1alpha1");
      json.field("kind", "LintFindings").field("node", node).beginArray("findings");
      for (PlacedFinding placed : findings) {
        write(placed, json);
      }
      json.endArray().endObject();
    }
  }

  private static void write(PlacedFinding placed, JsonOutput json) throws IOException {
    LintFinding finding = placed.finding();
    json.beginObject().field("id", finding.id().id());
    json.field("severity", finding.severity().text()).field("object", finding.object());
    json.field("field", finding.field()).field("reason", finding.reason());
    json.field("fix", finding.fix());
    if (placed.place().isPresent()) {
      Place place = placed.place().get();
      json.field("file", place.source()).field("line", place.line());
      json.field("column", place.column());
    }
    json.endObject();
  }
}
