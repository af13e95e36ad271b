// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.traffic;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.TableRules;

final class RestoreText {
  private RestoreText() {}

  static String of(Ruleset ruleset) {
    StringBuilder out = new StringBuilder();
    for (TableRules table : ruleset.tables().values()) {
      out.append('*').append(table.table().lowerCase()).append('\n');
      for (Chain chain : table.chains().values()) {
        boolean own = !table.table().builtInChains().contains(chain.name());
        out.append(':').append(chain.name()).append(own ? " -" : " ACCEPT").append(" [0:0]\n");
      }
      for (Chain chain : table.chains().values()) {
        for (Rule rule : chain.rules()) {
          out.append("-A ").append(chain.name()).append(' ').append(rule).append('\n');
        }
      }
      out.append("COMMIT\n");
    }
    return out.toString();
  }
}
