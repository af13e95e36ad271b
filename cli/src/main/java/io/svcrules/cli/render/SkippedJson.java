// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.render;

import io.svcrules.model.manifest.JsonOutput;
import io.svcrules.model.resolve.SkippedService;
import java.io.IOException;
import java.util.List;

/** Writes the Services that give nothing. */
final class SkippedJson {
  private SkippedJson() {}

  static void write(List<SkippedService> skipped, JsonOutput json) throws IOException {
    json.beginArray("skipped");
    for (SkippedService service : skipped) {
      json.beginObject()
          .field("namespace", service.name().namespace())
          .field("name", service.name().name())
          .field("reason", service.reason().text())
          .endObject();
    }
    json.endArray();
  }
}
