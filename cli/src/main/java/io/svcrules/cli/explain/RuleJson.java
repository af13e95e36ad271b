// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.explain;

import io.svcrules.iptables.explain.RuleCause;
import io.svcrules.model.ServicePortName;
import io.svcrules.model.manifest.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** What is known about a chain or rule: the schema of docs/explain-json.md. */
final class RuleJson {
  private final JsonOutput json;

  private RuleJson(JsonOutput json) {
    this.json = json;
  }

  static void write(RuleAnswer answer, OutputStream out) throws IOException {
    try (JsonOutput json = JsonOutput.to(out)) {
      json.beginObject().field("apiVersion", "svcrules.io/v1alpha1");
      json.field("kind", "RuleExplanation").field("chain", answer.chain());
      json.field("place", answer.place().text()).field("found", answer.found());
      if (!answer.remark().isEmpty()) {
        json.field("remark", answer.remark());
      }
      json.beginArray("families");
      for (RuleAnswer.Family family : answer.families()) {
        new RuleJson(json).write(family);
      }
      json.endArray().endObject();
    }
  }

  private void write(RuleAnswer.Family family) throws IOException {
    json.beginObject().field("family", family.family().kubernetesName());
    if (family.owner().isPresent()) {
      json.beginObject("owner");
      write(family.owner().get());
      json.endObject();
    }
    write("rules", family.rules());
    write("callers", family.callers());
    json.endObject();
  }

  private void write(String name, List<RuleAnswer.Line> lines) throws IOException {
    json.beginArray(name);
    for (RuleAnswer.Line line : lines) {
      json.beginObject();
      if (line.table().isPresent()) {
        json.field("table", line.table().get().lowerCase());
      }
      json.field("chain", line.chain());
      if (line.number() > 0) {
        json.field("number", line.number());
      }
      json.field("rule", line.rule()).field("reason", line.reason());
      if (line.service().isPresent()) {
        json.beginObject("service");
        write(line.service().get());
        json.endObject();
      }
      json.beginArray("causes");
      for (RuleCause cause : line.causes()) {
        json.beginObject().field("object", cause.object()).field("field", cause.field());
        json.field("value", cause.value()).endObject();
      }
      json.endArray().endObject();
    }
    json.endArray();
  }

  private void write(ServicePortName name) throws IOException {
    json.field("namespace", name.service().namespace()).field("name", name.service().name());
    json.field("portName", name.port()).field("protocol", name.protocol().name());
  }
}
