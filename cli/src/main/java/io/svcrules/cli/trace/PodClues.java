// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.InInterfaceMatch;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.SourceMatch;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.trace.ChainSource;
import io.svcrules.model.Cidr;
import java.util.List;
import java.util.Optional;

/**
 * How rules tell pods from others: they masquerade traffic to cluster IPs that is not of pods.
 *
 * @param cidr the network of pods, if rules go by it
 * @param device the device, or the start of its name and {@code +}, that pods are behind, if rules
 *     go by it
 */
record PodClues(Optional<Cidr> cidr, Optional<String> device) {
  /** In mode iptables it calls the chains of services; in mode ipvs it tells by itself. */
  private static final String SERVICES = "KUBE-SERVICES";

  /** If so many services do not tell, none does. */
  private static final int ENOUGH = 16;

  private static final PodClues NONE = new PodClues(Optional.empty(), Optional.empty());

  /** Looks at the chain that all services share, and at the first ones that it calls. */
  static PodClues of(ChainSource rules) {
    Optional<Chain> shared = rules.chain(Table.NAT, SERVICES);
    PodClues clues = shared.map(PodClues::of).orElse(NONE);
    int left = shared.isEmpty() ? 0 : ENOUGH;
    for (Rule rule : shared.map(Chain::rules).orElse(List.of())) {
      Optional<String> called = rule.target().calledChain().filter(PodClues::mayTell);
      if (!clues.equals(NONE) || left == 0) {
        return clues;
      }
      if (called.isPresent()) {
        clues = rules.chain(Table.NAT, called.get()).map(PodClues::of).orElse(NONE);
        left--;
      }
    }
    return clues;
  }

  private static boolean mayTell(String chain) {
    return chain.startsWith("KUBE-SVC-") || chain.startsWith("KUBE-SVL-");
  }

  private static PodClues of(Chain chain) {
    return chain.rules().stream()
        .map(PodClues::of)
        .filter(one -> !one.equals(NONE))
        .findFirst()
        .orElse(NONE);
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
