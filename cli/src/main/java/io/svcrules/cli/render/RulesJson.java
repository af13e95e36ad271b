// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.render;

import io.svcrules.cli.rules.FamilyRules;
import io.svcrules.cli.rules.NodeRules;
import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.compile.BaseRules;
import io.svcrules.iptables.compile.DispatchRule;
import io.svcrules.iptables.compile.Fragment;
import io.svcrules.iptables.compile.ReasonedChain;
import io.svcrules.iptables.compile.RuleReason;
import io.svcrules.model.manifest.JsonOutput;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Writes rules with the reason of each: the schema of docs/render-json.md. */
final class RulesJson {
  private static final String API_VERSION = "svcrules.io/v1alpha1";
  private static final String KIND = "RenderedRules";

  private final JsonOutput json;

  private RulesJson(JsonOutput json) {
    this.json = json;
  }

  static void write(NodeRules rules, OutputStream out) throws IOException {
    try (JsonOutput json = JsonOutput.to(out)) {
      json.beginObject();
      json.field("apiVersion", API_VERSION).field("kind", KIND).field("node", rules.nodeName());
      json.beginArray("families");
      for (FamilyRules family : rules.families()) {
        new RulesJson(json).write(family);
      }
      json.endArray().endObject();
    }
  }

  private void write(FamilyRules rules) throws IOException {
    json.beginObject().field("family", rules.family().kubernetesName());
    writeBase(rules.compiled().base());
    json.beginArray("services");
    List<ResolvedServicePort> ports = rules.services().ports();
    List<Fragment> fragments = rules.compiled().fragments();
    // Both are sorted by name, and each port has one fragment.
    for (int i = 0; i < ports.size(); i++) {
      json.beginObject();
      new ServicePortJson(json).write(ports.get(i));
      write(fragments.get(i));
      json.endObject();
    }
    json.endArray();
    SkippedJson.write(rules.services().skipped(), json);
    json.endObject();
  }

  private void writeBase(BaseRules base) throws IOException {
    json.beginObject("base").beginArray("chains");
    for (Map.Entry<Table, List<ReasonedChain>> table : base.chains().entrySet()) {
      for (ReasonedChain chain : table.getValue()) {
        write(table.getKey(), chain);
      }
    }
    json.endArray();
    write(base.last());
    json.endObject();
  }

  private void write(Fragment fragment) throws IOException {
    json.beginArray("chains");
    for (ReasonedChain chain : fragment.chains()) {
      write(Table.NAT, chain);
    }
    json.endArray();
    write(fragment.dispatch());
  }

  private void write(Table table, ReasonedChain chain) throws IOException {
    json.beginObject().field("name", chain.chain().name()).field("table", table.lowerCase());
    if (chain.chain().policy() != ChainPolicy.NONE) {
      json.field("policy", chain.chain().policy().name());
    }
    json.beginArray("rules");
    List<Rule> rules = chain.chain().rules();
    for (int i = 0; i < rules.size(); i++) {
      json.beginObject();
      write(rules.get(i), chain.reasons().get(i));
      json.endObject();
    }
    json.endArray().endObject();
  }

  private void write(List<DispatchRule> rules) throws IOException {
    json.beginArray("dispatch");
    for (DispatchRule dispatch : rules) {
      json.beginObject().field("table", dispatch.table().lowerCase());
      json.field("chain", dispatch.chain());
      write(dispatch.rule(), dispatch.reason());
      json.endObject();
    }
    json.endArray();
  }

  private void write(Rule rule, RuleReason reason) throws IOException {
    json.field("rule", rule.toString()).field("reason", reason.text());
    if (!reason.field().isEmpty()) {
      json.field("field", reason.field());
    }
  }
}
