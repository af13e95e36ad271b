// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.explain;

import io.svcrules.cli.rules.NodeView;
import io.svcrules.ipvs.compile.SetMember;
import io.svcrules.ipvs.explain.ServerAnswer;
import io.svcrules.ipvs.explain.SetPurpose;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpFamily;
import io.svcrules.model.explain.Answer;
import io.svcrules.model.explain.DnsRecord;
import io.svcrules.model.explain.EnvironmentVariable;
import io.svcrules.model.explain.FamilyExplanation;
import io.svcrules.model.explain.PortExplanation;
import io.svcrules.model.explain.Reach;
import io.svcrules.model.explain.ServiceExplanation;
import io.svcrules.model.manifest.JsonOutput;
import io.svcrules.model.resolve.EndpointStep;
import io.svcrules.model.resolve.ExplainedEndpoint;
import io.svcrules.model.resolve.HintExplanation;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** An explanation as JSON: the schema of docs/explain-json.md. */
final class ServiceJson {
  private final JsonOutput json;
  private final Map<IpFamily, ModeAnswers> modes;

  private ServiceJson(JsonOutput json, Map<IpFamily, ModeAnswers> modes) {
    this.json = json;
    this.modes = modes;
  }

  static void write(
      NodeView view,
      Map<IpFamily, ModeAnswers> modes,
      ServiceExplanation explanation,
      OutputStream out)
      throws IOException {
    try (JsonOutput json = JsonOutput.to(out)) {
      json.beginObject().field("apiVersion", "svcrules.io/v1alpha1");
      json.field("kind", "ServiceExplanation").field("node", view.node().name());
      json.field("mode", view.mode().toString());
      new ServiceJson(json, modes).write(explanation);
      json.endObject();
    }
  }

  private void write(ServiceExplanation explanation) throws IOException {
    json.field("namespace", explanation.service().name().namespace());
    json.field("name", explanation.service().name().name());
    json.field("type", explanation.service().type().kubernetesName());
    json.beginArray("families");
    for (FamilyExplanation family : explanation.families()) {
      json.beginObject().field("family", family.family().kubernetesName());
      if (family.skipped().isPresent()) {
        json.field("skipped", word(family.skipped().get()));
        json.field("reason", family.skipped().get().text());
      }
      json.beginArray("ports");
      for (PortExplanation port : family.ports()) {
        write(port, modes.get(family.family()));
      }
      json.endArray().endObject();
    }
    json.endArray();
    writeNames(explanation);
  }

  private void writeNames(ServiceExplanation explanation) throws IOException {
    json.beginArray("dns");
    for (DnsRecord record : explanation.names()) {
      json.beginObject().field("name", record.name()).field("type", record.type());
      json.field("data", record.data()).endObject();
    }
    json.endArray().beginArray("environment");
    for (EnvironmentVariable variable : explanation.variables()) {
      json.beginObject().field("name", variable.name()).field("value", variable.value());
      json.endObject();
    }
    json.endArray();
  }

  private void write(PortExplanation port, ModeAnswers mode) throws IOException {
    ResolvedServicePort resolved = port.explained().port();
    json.beginObject().field("portName", resolved.name().port());
    json.field("protocol", resolved.name().protocol().name()).field("port", resolved.port());
    if (resolved.affinitySeconds().isPresent()) {
      json.field("affinitySeconds", resolved.affinitySeconds().getAsInt());
    }
    if (resolved.healthCheckNodePort() != 0) {
      json.field("healthCheckNodePort", resolved.healthCheckNodePort());
    }
    writeAnswers(port, mode);
    json.beginArray("endpoints");
    PortShares shares = mode.shares(resolved);
    for (ExplainedEndpoint endpoint : port.explained().endpoints()) {
      write(endpoint, shares);
    }
    json.endArray().beginObject("chains");
    for (PolicyPlace place : mode.places(resolved)) {
      json.field(place.policy().toLowerCase(Locale.ROOT), place.chain());
    }
    json.endObject();
    if (!shares.note().isEmpty()) {
      json.field("sharesRestOn", shares.note());
    }
    json.beginArray("hints");
    for (HintExplanation hint : port.explained().hints()) {
      write(hint);
    }
    json.endArray().endObject();
  }

  private void writeAnswers(PortExplanation port, ModeAnswers mode) throws IOException {
    json.beginArray("answers");
    for (Answer answer : port.answers()) {
      json.beginObject().field("kind", word(answer.kind())).field("field", answer.kind().field());
      if (answer.address().isPresent()) {
        json.field("address", answer.address().get().toString());
      }
      json.field("port", answer.port()).beginArray("sourceRanges");
      for (Cidr range : answer.sourceRanges()) {
        json.value(range.toString());
      }
      json.endArray().beginArray("from");
      for (Reach reach : answer.reach()) {
        json.beginObject().field("origin", word(reach.from()));
        json.field("delivery", word(reach.delivery()));
        json.field("masqueraded", reach.masqueraded()).endObject();
      }
      json.endArray();
      Optional<ServerAnswer> server = mode.server(port.explained().port(), answer);
      if (server.isPresent()) {
        write(server.get());
      }
      json.endObject();
    }
    json.endArray();
  }

  private void write(ServerAnswer server) throws IOException {
    json.field("servedFor", server.owner().toString());
    if (server.served().server().isPresent()) {
      StringBuilder text = new StringBuilder();
      server.served().server().get().appendTo(text);
      json.beginArray("ipvsadm");
      for (String line : text.toString().lines().toList()) {
        json.value(line);
      }
      json.endArray();
    }
    json.beginArray("sets");
    for (SetMember member : server.served().members()) {
      json.beginObject().field("set", member.set().name(server.served().key().family()));
      json.field("element", member.entry().text());
      json.field("reason", SetPurpose.text(member.set())).endObject();
    }
    json.endArray();
  }

  private void write(ExplainedEndpoint endpoint, PortShares shares) throws IOException {
    json.beginObject().field("address", endpoint.endpoint().address().toString());
    if (endpoint.endpoint().port() != 0) {
      json.field("port", endpoint.endpoint().port());
    }
    json.field("slice", endpoint.slice().name()).field("index", endpoint.index());
    if (endpoint.endpoint().nodeName().isPresent()) {
      json.field("node", endpoint.endpoint().nodeName().get());
    }
    write("cluster", endpoint.cluster(), shares.cluster(endpoint));
    write("local", endpoint.local(), shares.local(endpoint));
    json.endObject();
  }

  private void write(String list, EndpointStep step, OptionalDouble share) throws IOException {
    json.beginObject(list).field("serves", step.serves()).field("step", word(step));
    if (share.isPresent()) {
      json.field("share", share.getAsDouble());
    }
    json.field("reason", step.text()).endObject();
  }

  private void write(HintExplanation hint) throws IOException {
    json.beginObject().field("kind", word(hint.kind())).field("step", word(hint.step()));
    json.field("reason", hint.step().text()).beginArray("unhinted");
    for (String endpoint : hint.unhinted()) {
      json.value(endpoint);
    }
    json.endArray().endObject();
  }

  /** {@code NOT_READY} is {@code notReady}. */
  private static String word(Enum<?> constant) {
    StringBuilder word = new StringBuilder();
    boolean upper = false;
    for (char c : constant.name().toLowerCase(Locale.ROOT).toCharArray()) {
      if (c != '_') {
        word.append(upper ? Character.toUpperCase(c) : c);
      }
      upper = c == '_';
    }
    return word.toString();
  }
}
