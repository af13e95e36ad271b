// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.model.IpFamily;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The names of the chains of IPVS mode; they are the same whatever the configuration is. */
public final class IpvsChainNames {
  private IpvsChainNames() {}

  /** The names in each table, built-in chains left out. */
  public static Map<Table, Set<String>> byTable() {
    Ruleset rules = ConstantRules.of(IpFamily.IPV4, IpvsConfig.builder().build());
    Map<Table, Set<String>> names = new EnumMap<>(Table.class);
    for (TableRules table : rules.tables().values()) {
      Set<String> own = new TreeSet<>(table.chains().keySet());
      own.removeAll(table.table().builtInChains());
      names.put(table.table(), own);
    }
    return names;
  }
}
