// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.explain;

import io.svcrules.iptables.AddrTypeMatch;
import io.svcrules.iptables.Chain;
import io.svcrules.iptables.DestinationMatch;
import io.svcrules.iptables.DnatTarget;
import io.svcrules.iptables.MarkTarget;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.PacketSide;
import io.svcrules.iptables.ProtocolMatch;
import io.svcrules.iptables.RecentMatch;
import io.svcrules.iptables.RejectTarget;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.SourceMatch;
import io.svcrules.iptables.StatisticMatch;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TransportMatch;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Protocol;
import java.util.Set;
import java.util.TreeSet;

/** Every way the first packet of a client's first connection can take through rules of ours. */
final class PacketWalk {
  private final Ruleset rules;
  private final int mark;

  record Packet(
      IpAddress source,
      boolean fromNode,
      IpAddress destination,
      boolean toNode,
      Protocol protocol,
      int port) {}

  record Outcome(String verdict, Set<String> endpoints, boolean masqueraded) {}

  /** What is known on the way. */
  private static final class Way {
    private final Set<String> endpoints = new TreeSet<>();
    private boolean marked;
    private boolean masqueraded;
  }

  PacketWalk(Ruleset rules, int mark) {
    this.rules = rules;
    this.mark = mark;
  }

  Outcome walk(Packet packet) {
    Way way = new Way();
    nat("KUBE-SERVICES", packet, way);
    if (!way.endpoints.isEmpty()) {
      return new Outcome("DNAT", way.endpoints, way.masqueraded);
    }
    for (String chain :
        new String[] {"KUBE-SERVICES", "KUBE-EXTERNAL-SERVICES", "KUBE-PROXY-FIREWALL"}) {
      for (Rule rule : chain(Table.FILTER, chain).rules()) {
        if (matches(rule, packet)) {
          String verdict = rule.target() instanceof RejectTarget ? "REJECT" : "" + rule.target();
          return new Outcome(verdict, Set.of(), false);
        }
      }
    }
    return new Outcome("nothing", Set.of(), false);
  }

  private Chain chain(Table table, String name) {
    return rules.table(table).chain(name).orElseThrow();
  }

  /** Whether the packet's way has ended for certain. */
  private boolean nat(String name, Packet packet, Way way) {
    for (Rule rule : chain(Table.NAT, name).rules()) {
      if (!matches(rule, packet)) {
        continue;
      }
      if (rule.target() instanceof DnatTarget dnat) {
        boolean v6 = dnat.address().toString().contains(":");
        way.endpoints.add((v6 ? "[" + dnat.address() + "]" : dnat.address()) + ":" + dnat.port());
        way.masqueraded |= way.marked;
        return true;
      }
      if (rule.target() instanceof MarkTarget target && target.equals(MarkTarget.or(mark))) {
        way.marked = true;
      }
      String called = rule.target().calledChain().orElse("");
      boolean ended = !called.isEmpty() && nat(called, packet, way);
      if (ended && rule.matches().stream().noneMatch(StatisticMatch.class::isInstance)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(Rule rule, Packet packet) {
    return rule.matches().stream().allMatch(match -> matches(match, packet));
  }

  private static boolean matches(Match match, Packet packet) {
    if (match instanceof SourceMatch source) {
      return source.network().contains(packet.source()) != source.negated();
    }
    if (match instanceof DestinationMatch destination) {
      return destination.network().contains(packet.destination()) != destination.negated();
    }
    if (match instanceof ProtocolMatch protocol) {
      return protocol.protocol().equals(packet.protocol().lowerCase()) != protocol.negated();
    }
    if (match instanceof TransportMatch transport) {
      return transport.destinationPort() == 0 || transport.destinationPort() == packet.port();
    }
    if (match instanceof AddrTypeMatch type) {
      boolean local = type.side() == PacketSide.SOURCE ? packet.fromNode() : packet.toNode();
      return local != type.negated();
    }
    // A client that nobody has seen before.
    return !(match instanceof RecentMatch recent) || recent.seconds().isEmpty();
  }
}
