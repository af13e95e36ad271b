// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.InInterfaceMatch;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.SourceMatch;
import io.svcrules.iptables.Table;
import io.svcrules.model.Cidr;
import java.util.Optional;

/**
 * How rules tell pods from others: they masquerade traffic to cluster IPs that is not of pods.
 *
 * @param cidr the network of pods, if rules go by it
 * @param device the device, or the start of its name and {@code +}, that pods are behind, if rules
 *     go by it
 */
record PodClues(Optional<Cidr> cidr, Optional<String> device) {
  private static final PodClues NONE = new PodClues(Optional.empty(), Optional.empty());

  static PodClues of(Ruleset rules) {
    for (Chain chain : rules.table(Table.NAT).chains().values()) {
      if (mayTell(chain.name())) {
        for (Rule rule : chain.rules()) {
          PodClues clues = of(rule);
          if (!clues.equals(NONE)) {
            return clues;
          }
        }
      }
    }
    return NONE;
  }

  /** Service chains of mode iptables; the chain that all share in mode ipvs. */
  private static boolean mayTell(String chain) {
    return chain.startsWith("KUBE-SVC-")
        || chain.startsWith("KUBE-SVL-")
        || chain.equals("KUBE-SERVICES");
  }

  private static PodClues of(Rule rule) {
    if (!rule.target().calledChain().equals(Optional.of("KUBE-MARK-MASQ"))) {
      return NONE;
    }
    for (Match match : rule.matches()) {
      if (match instanceof SourceMatch source && source.negated()) {
        return new PodClues(Optional.of(source.network()), Optional.empty());
      }
      if (match instanceof InInterfaceMatch device && device.negated()) {
        return new PodClues(Optional.empty(), Optional.of(device.name()));
      }
    }
    return NONE;
  }
}
