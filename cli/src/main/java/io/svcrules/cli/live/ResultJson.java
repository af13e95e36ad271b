// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.iptables.kernel.RefusedServicePort;
import io.svcrules.model.manifest.JsonOutput;
import java.io.IOException;

/** Writes what became of families: parts of the schemas of docs/kernel-json.md. */
public final class ResultJson {
  private ResultJson() {}

  /** Writes what changed, and what is left to change: fields of an object that is begun. */
  public static void write(FamilyResult result, JsonOutput json) throws IOException {
    json.field("milliseconds", result.milliseconds());
    result.plan().writeSummary(json);
    result.plan().writeChanges("changes", json);
    result.plan().writeAside(json);
  }

  /** Writes what is left to change, if something was changed. */
  public static void writeRemaining(FamilyResult result, JsonOutput json) throws IOException {
    if (result.remaining().isPresent()) {
      result.remaining().get().writeChanges("remaining", json);
    }
  }

  /** Writes the service ports that the kernel refuses, as an array. */
  public static void writeQuarantined(Refused all, JsonOutput json) throws IOException {
    json.beginArray("quarantined");
    for (RefusedServicePort refused : all.servicePorts()) {
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
  }
}
