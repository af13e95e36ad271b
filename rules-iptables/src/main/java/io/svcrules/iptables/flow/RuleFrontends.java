// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.flow;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.DestinationMatch;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TransportMatch;
import io.svcrules.iptables.compile.SharedChains;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads where services are asked from the rules of a kernel; who answers is not looked up. */
final class RuleFrontends {
  private final Map<TransportAddress, Set<TransportAddress>> addresses = new HashMap<>();
  private final Map<Integer, Set<TransportAddress>> nodePorts = new HashMap<>();
  private final List<Rule> nodePortJumps = new ArrayList<>();

  private RuleFrontends() {}

  static Frontends of(Ruleset rules) {
    RuleFrontends reader = new RuleFrontends();
    reader.rules(rules, SharedChains.SERVICES).forEach(reader::service);
    reader.rules(rules, SharedChains.NODE_PORTS).forEach(reader::nodePort);
    NodePortScope scope = NodePortScope.of(reader.nodePortJumps);
    return new Frontends(reader.addresses, reader.nodePorts, scope);
  }

  private List<Rule> rules(Ruleset rules, String chain) {
    return rules.table(Table.NAT).chain(chain).map(Chain::rules).orElse(List.of());
  }

  private void service(Rule rule) {
    if (rule.target().calledChain().filter(SharedChains.NODE_PORTS::equals).isPresent()) {
      nodePortJumps.add(rule);
      return;
    }
    int port = port(rule);
    for (Match match : rule.matches()) {
      if (port != 0 && match instanceof DestinationMatch found && !found.negated()) {
        addresses.put(new TransportAddress(found.network().network(), port), Set.of());
      }
    }
  }

  private void nodePort(Rule rule) {
    int port = port(rule);
    if (port != 0) {
      nodePorts.put(port, Set.of());
    }
  }

  /** The port of the protocol that is looked after, or 0. */
  private static int port(Rule rule) {
    for (Match match : rule.matches()) {
      if (match instanceof TransportMatch found && found.protocol() == Frontends.PROTOCOL) {
        return found.destinationPort();
      }
    }
    return 0;
  }
}
