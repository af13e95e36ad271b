// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.dump;

import io.svcrules.cli.live.PlanJson;
import io.svcrules.iptables.Chain;
import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.model.manifest.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes rules chain by chain: the schema of docs/kernel-json.md. */
final class LiveJson {
  private LiveJson() {}

  static void write(IptablesVariant variant, List<Ruleset> rulesets, OutputStream out)
      throws IOException {
    try (JsonOutput json = JsonOutput.to(out)) {
      json.beginObject()
          .field("apiVersion", PlanJson.API_VERSION)
          .field("kind", "LiveRules")
          .field("variant", variant.word());
      json.beginArray("families");
      for (Ruleset ruleset : rulesets) {
        json.beginObject().field("family", ruleset.family().kubernetesName());
        writeTables(ruleset, json);
        json.endObject();
      }
      json.endArray().endObject();
    }
  }

  /** Writes rules chain by chain, as an array. */
  static void writeTables(Ruleset ruleset, JsonOutput json) throws IOException {
    json.beginArray("tables");
    for (TableRules table : ruleset.tables().values()) {
      write(table, json);
    }
    json.endArray();
  }

  private static void write(TableRules table, JsonOutput json) throws IOException {
    json.beginObject().field("table", table.table().lowerCase());
    json.beginArray("chains");
    for (Chain chain : table.chains().values()) {
      json.beginObject().field("chain", chain.name());
      if (chain.policy() != ChainPolicy.NONE) {
        json.field("policy", chain.policy().text());
      }
      json.beginArray("rules");
      for (Rule rule : chain.rules()) {
        json.value(rule.toString());
      }
      json.endArray().endObject();
    }
    json.endArray().endObject();
  }
}
