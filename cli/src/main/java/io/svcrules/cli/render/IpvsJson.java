// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.render;

import io.svcrules.cli.rules.FamilyIpvs;
import io.svcrules.cli.rules.NodeIpvs;
import io.svcrules.iptables.Chain;
import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.TableRules;
import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpSetType;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.IpvsTimeouts;
import io.svcrules.ipvs.compile.IpvsFragment;
import io.svcrules.model.manifest.JsonOutput;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Writes virtual servers with what asks for them: the schema of docs/render-ipvs-json.md. */
final class IpvsJson {
  private static final String API_VERSION = "svcrules.io/v1alpha1";
  private static final String KIND = "RenderedIpvs";

  private final JsonOutput json;

  private IpvsJson(JsonOutput json) {
    this.json = json;
  }

  static void write(NodeIpvs node, OutputStream out) throws IOException {
    try (JsonOutput json = JsonOutput.to(out)) {
      json.beginObject();
      json.field("apiVersion", API_VERSION).field("kind", KIND).field("node", node.nodeName());
      json.beginArray("families");
      for (FamilyIpvs family : node.families()) {
        new IpvsJson(json).write(family);
      }
      json.endArray().endObject();
    }
  }

  private void write(FamilyIpvs family) throws IOException {
    json.beginObject().field("family", family.family().kubernetesName());
    writeBase(family.compiled().state());
    json.beginArray("services");
    List<ResolvedServicePort> ports = family.services().ports();
    List<IpvsFragment> fragments = family.compiled().fragments();
    // Both are sorted by name, and each port has one fragment.
    for (int i = 0; i < ports.size(); i++) {
      json.beginObject();
      new ServicePortJson(json).write(ports.get(i));
      new IpvsFragmentJson(json, family.compiled()).write(fragments.get(i));
      json.endObject();
    }
    json.endArray();
    SkippedJson.write(family.services().skipped(), json);
    json.endObject();
  }

  private void writeBase(IpvsState state) throws IOException {
    json.beginObject("base");
    json.beginArray("sysctls");
    for (Map.Entry<String, String> sysctl : state.sysctls().entrySet()) {
      json.beginObject()
          .field("name", sysctl.getKey())
          .field("value", sysctl.getValue())
          .endObject();
    }
    json.endArray();
    writeTimeouts(state.timeouts());
    json.field("device", BoundAddress.DEVICE);
    json.beginArray("sets");
    for (IpSet set : state.sets().values()) {
      json.beginObject().field("name", set.name()).field("type", set.definition().type().text());
      if (set.definition().type() != IpSetType.BITMAP_PORT) {
        json.field("maxElements", set.definition().maxElements());
      }
      json.endObject();
    }
    json.endArray();
    writeChains(state.rules());
    json.endObject();
  }

  /** What is 0 is the kernel's own affair. */
  private void writeTimeouts(IpvsTimeouts timeouts) throws IOException {
    json.beginObject("timeouts");
    writeTimeout("tcpSeconds", timeouts.tcp());
    writeTimeout("tcpFinSeconds", timeouts.tcpFin());
    writeTimeout("udpSeconds", timeouts.udp());
    json.endObject();
  }

  private void writeTimeout(String name, int seconds) throws IOException {
    if (seconds != 0) {
      json.field(name, seconds);
    }
  }

  private void writeChains(Ruleset rules) throws IOException {
    json.beginArray("chains");
    for (TableRules table : rules.tables().values()) {
      for (Chain chain : table.chains().values()) {
        json.beginObject().field("name", chain.name()).field("table", table.table().lowerCase());
        if (chain.policy() != ChainPolicy.NONE) {
          json.field("policy", chain.policy().name());
        }
        json.beginArray("rules");
        for (Rule rule : chain.rules()) {
          json.value(rule.toString());
        }
        json.endArray().endObject();
      }
    }
    json.endArray();
  }
}
