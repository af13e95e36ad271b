// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import io.svcrules.iptables.Table;
import io.svcrules.model.IpFamily;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The settings of the kernel without which rules do not do what they say. */
public final class RequiredSysctls {
  /** Lets packets from 127.0.0.0/8 leave, once their destination is rewritten. */
  private static final String ROUTE_LOCALNET = "net.ipv4.conf.all.route_localnet";

  private RequiredSysctls() {}

  /**
   * The settings by their dotted names. Node ports on loopback addresses need packets to be routed
   * that never should; the rule that keeps others from sending such packets is there if and only if
   * node ports answer on loopback.
   */
  public static SortedMap<String, String> of(CompiledRuleset rules) {
    boolean localhost =
        rules.base().chains().get(Table.FILTER).stream()
            .anyMatch(chain -> chain.reasons().contains(RuleReason.LOOPBACK));
    return localhost
        ? Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(ROUTE_LOCALNET, "1")))
        : Collections.emptySortedMap();
  }

  /**
   * All settings that rules of a family may need, by their dotted names: those that no rule needs
   * go back to what they were.
   */
  public static SortedSet<String> known(IpFamily family) {
    return switch (family) {
      case IPV4 -> Collections.unmodifiableSortedSet(new TreeSet<>(Set.of(ROUTE_LOCALNET)));
      case IPV6 -> Collections.emptySortedSet();
    };
  }
}
