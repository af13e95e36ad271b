// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import io.svcrules.iptables.trace.Device;
import io.svcrules.iptables.trace.Fate;
import io.svcrules.iptables.trace.Host;
import io.svcrules.iptables.trace.Outcome;
import io.svcrules.iptables.trace.Probe;
import io.svcrules.iptables.trace.Share;
import io.svcrules.iptables.trace.Trace;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Protocol;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where packets end, and packets that clients of services send. */
final class Ends {
  private Ends() {}

  /** Every way to end with its share; the way there does not count. */
  static Map<String, Share> of(Trace trace) {
    Map<String, Share> ends = new TreeMap<>();
    for (Outcome outcome : trace.outcomes()) {
      String where =
          outcome.fate() == Fate.DELIVERED
              ? outcome.destination()
                  + " "
                  + outcome.port()
                  + " sees "
                  + outcome.source().orElseThrow()
                  + (outcome.masqueraded() ? " M " : " ")
                  + outcome.conditions()
              : outcome.fate() + " " + outcome.conditions();
      ends.merge(where, outcome.share(), Share::plus);
    }
    return ends;
  }

  /** A client at each place asks each address of each service. */
  static List<Probe> probes(
      ServiceTable services, Host host, List<IpAddress> received, boolean fromNode) {
    List<Probe> probes = new ArrayList<>();
    for (ResolvedServicePort port : services.ports()) {
      Protocol protocol = port.name().protocol();
      List<IpAddress> addresses = new ArrayList<>(port.externalIps());
      addresses.addAll(port.loadBalancerIps());
      addresses.add(port.clusterIp());
      for (IpAddress to : addresses) {
        add(probes, protocol, to, port.port(), host, received, fromNode);
      }
      if (port.nodePort() != 0) {
        IpAddress node = host.primary(services.family()).orElseThrow();
        add(probes, protocol, node, port.nodePort(), host, received, fromNode);
        IpAddress loopback = ClientPlace.loopback(services.family());
        probes.add(Probe.ofNode(protocol, loopback, loopback, port.nodePort()));
      }
    }
    return probes;
  }

  private static void add(
      List<Probe> probes,
      Protocol protocol,
      IpAddress to,
      int port,
      Host host,
      List<IpAddress> received,
      boolean fromNode) {
    if (fromNode) {
      probes.add(Probe.ofNode(protocol, host.clientTowards(to).orElseThrow(), to, port));
    }
    for (IpAddress from : received) {
      if (from.family() == to.family()) {
        probes.add(Probe.received(protocol, from, to, port, Device.UNKNOWN));
      }
    }
  }
}
