// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.lint;

import io.svcrules.model.lint.LintFinding;
import io.svcrules.model.lint.LintId;
import io.svcrules.model.manifest.JsonOutput;
import io.svcrules.model.manifest.Place;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/** Findings in the Static Analysis Results Interchange Format (OASIS SARIF 2.1.0). */
final class SarifLog {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private final JsonOutput json;

  private SarifLog(JsonOutput json) {
    this.json = json;
  }

  /** Writes one log with one run. */
  static void write(List<PlacedFinding> findings, OutputStream out) throws IOException {
    try (JsonOutput json = JsonOutput.to(out)) {
      json.beginObject().field("$schema", SCHEMA).field("version", "2.1.0").beginArray("runs");
      json.beginObject();
      SarifLog log = new SarifLog(json);
      log.writeTool();
      // Columns of places count characters, not units of UTF-16.
      json.field("columnKind", "unicodeCodePoints").beginArray("results");
      for (PlacedFinding finding : findings) {
        log.write(finding);
      }
      json.endArray().endObject().endArray().endObject();
    }
  }

  private void writeTool() throws IOException {
    json.beginObject("tool").beginObject("driver").field("name", "svcrules");
    json.beginArray("rules");
    for (LintId id : LintId.values()) {
      json.beginObject().field("id", id.id());
      writeText("shortDescription", id.summary());
      writeText("help", id.fix());
      json.beginObject("defaultConfiguration").field("level", id.severity().text()).endObject();
      json.endObject();
    }
    json.endArray().endObject().endObject();
  }

  private void write(PlacedFinding placed) throws IOException {
    LintFinding finding = placed.finding();
    json.beginObject().field("ruleId", finding.id().id());
    json.field("ruleIndex", List.of(LintId.values()).indexOf(finding.id()));
    json.field("level", finding.severity().text());
    writeText("message", finding.object() + ": " + finding.reason() + ". " + finding.fix());
    json.beginArray("locations").beginObject();
    Optional<URI> file = placed.place().flatMap(SarifLog::file);
    if (file.isPresent()) {
      Place place = placed.place().get();
      json.beginObject("physicalLocation").beginObject("artifactLocation");
      json.field("uri", file.get().toString()).endObject().beginObject("region");
      json.field("startLine", place.line()).field("startColumn", place.column());
      json.endObject().endObject();
    }
    json.beginArray("logicalLocations").beginObject();
    json.field("fullyQualifiedName", finding.object() + ' ' + finding.field());
    json.endObject().endArray().endObject().endArray().endObject();
  }

  /** Standard input is no file. A relative name stays relative. */
  private static Optional<URI> file(Place place) {
    String name = place.source();
    if (name.startsWith("<")) {
      return Optional.empty();
    }
    String path = name.indexOf(':') >= 0 && !name.startsWith("/") ? "./" + name : name;
    try {
      return Optional.of(new URI(path.startsWith("/") ? "file" : null, null, path, null));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no URI for the file " + name, e);
    }
  }

  private void writeText(String name, String text) throws IOException {
    json.beginObject(name).field("text", text).endObject();
  }
}
