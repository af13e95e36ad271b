// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import io.svcrules.iptables.Table;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What exists whatever the services are: the chains they share, and the jumps into those.
 *
 * @param chains by table: the built-in chains with our jump rules in the order in which packets
 *     meet them, then the shared chains
 * @param last the rules that stand behind those of all services in shared chains
 */
public record BaseRules(Map<Table, List<ReasonedChain>> chains, List<DispatchRule> last) {

  /** Copies both. */
  public BaseRules {
    Map<Table, List<ReasonedChain>> sorted = new EnumMap<>(Table.class);
    chains.forEach((table, list) -> sorted.put(table, List.copyOf(list)));
    chains = Collections.unmodifiableMap(sorted);
    last = List.copyOf(last);
  }
}
