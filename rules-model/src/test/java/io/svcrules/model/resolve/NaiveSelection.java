// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import io.svcrules.model.AddressType;
import io.svcrules.model.EndpointPort;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Node;
import io.svcrules.model.Service;
import io.svcrules.model.ServicePort;
import io.svcrules.model.ServiceType;
import io.svcrules.model.SliceEndpoint;
import io.svcrules.model.TrafficPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which endpoints serve a service port, written down sentence by sentence from the reference,
 * without regard to speed: the texts of endpoints, and a question asked of each.
 */
final class NaiveSelection {
  private final Service service;
  private final ServicePort port;
  private final IpFamily family;
  private final Node node;
  private final TopologyRule rule;
  private final List<Seen> all = new ArrayList<>();
  private boolean ties;

  private record Seen(String text, SliceEndpoint endpoint, boolean local) {
    boolean ready() {
      return endpoint.conditions().ready();
    }

    boolean lastResort() {
      return endpoint.conditions().serving() && endpoint.conditions().terminating();
    }
  }

  NaiveSelection(
      Service service,
      ServicePort port,
      IpFamily family,
      Node node,
      TopologyRule rule,
      List<EndpointSlice> slices) {
    this.service = service;
    this.port = port;
    this.family = family;
    this.node = node;
    this.rule = rule;
    slices.forEach(this::see);
  }

  private void see(EndpointSlice slice) {
    boolean belongs =
        slice.service().equals(Optional.of(service.name()))
            && !slice.labels().containsKey("service.kubernetes.io/service-proxy-name")
            && !slice.labels().containsKey("service.kubernetes.io/headless")
            && slice.addressType() == AddressType.of(family);
    if (!belongs) {
      return;
    }
    for (EndpointPort slicePort : slice.ports()) {
      if (slicePort.name().equals(port.name())
          && slicePort.protocol() == port.protocol()
          && slicePort.port() > 0) {
        for (SliceEndpoint endpoint : slice.endpoints()) {
          String ip = endpoint.address().toString();
          String text = (family == IpFamily.IPV6 ? "[" + ip + "]" : ip) + ":" + slicePort.port();
          keep(new Seen(text, endpoint, endpoint.nodeName().orElse("").equals(node.name())));
        }
      }
    }
  }

  /** The first of an address and port stays, unless a later one is local. */
  private void keep(Seen seen) {
    Optional<Seen> rival = all.stream().filter(one -> one.text().equals(seen.text())).findFirst();
    if (rival.isEmpty()) {
      all.add(seen);
    } else if (seen.local() && !rival.get().local()) {
      all.set(all.indexOf(rival.get()), seen);
    } else if (seen.local() == rival.get().local()) {
      ties |= !seen.endpoint().equals(rival.get().endpoint());
    }
  }

  /**
   * Whether an address and port may have stood in two slices in different states, both local or
   * both not: the reference leaves open which of them stays.
   */
  boolean hasTies() {
    return ties;
  }

  Set<String> cluster() {
    if (!usesCluster()) {
      return Set.of();
    }
    Set<String> ready =
        texts(all.stream().filter(seen -> seen.ready() && hintedHere(seen)).toList());
    return ready.isEmpty() ? texts(all.stream().filter(Seen::lastResort).toList()) : ready;
  }

  Set<String> local() {
    if (!usesLocal()) {
      return Set.of();
    }
    List<Seen> here = all.stream().filter(Seen::local).toList();
    Set<String> ready = texts(here.stream().filter(Seen::ready).toList());
    return ready.isEmpty() ? texts(here.stream().filter(Seen::lastResort).toList()) : ready;
  }

  Set<String> reachable() {
    Set<String> both = new TreeSet<>(cluster());
    both.addAll(local());
    return both;
  }

  Set<String> serving() {
    return texts(
        all.stream()
            .filter(seen -> seen.ready() || seen.endpoint().conditions().serving())
            .toList());
  }

  boolean any() {
    return all.stream().anyMatch(seen -> seen.ready() || seen.lastResort());
  }

  private boolean accessible() {
    return port.nodePort() != 0
        || service.externalIps().stream().anyMatch(ip -> ip.family() == family)
        || service.loadBalancerIngress().stream()
            .anyMatch(ingress -> ingress.ip().family() == family && !ingress.proxied());
  }

  private boolean usesCluster() {
    return service.internalTrafficPolicy() == TrafficPolicy.CLUSTER || accessible();
  }

  private boolean usesLocal() {
    boolean external =
        service.externalTrafficPolicy() == TrafficPolicy.LOCAL
            && (service.type() != ServiceType.CLUSTER_IP || !service.externalIps().isEmpty());
    return service.internalTrafficPolicy() == TrafficPolicy.LOCAL || (external && accessible());
  }

  private boolean hintedHere(Seen seen) {
    List<Seen> ready = all.stream().filter(Seen::ready).toList();
    boolean nodes =
        rule == TopologyRule.CURRENT
            && ready.stream().noneMatch(one -> one.endpoint().nodeHints().isEmpty())
            && ready.stream().anyMatch(one -> one.endpoint().nodeHints().contains(node.name()));
    if (nodes) {
      return seen.endpoint().nodeHints().contains(node.name());
    }
    String zone = node.labels().getOrDefault("topology.kubernetes.io/zone", "");
    boolean zones =
        (rule == TopologyRule.CURRENT || annotated())
            && !zone.isEmpty()
            && ready.stream().noneMatch(one -> one.endpoint().zoneHints().isEmpty())
            && ready.stream().anyMatch(one -> one.endpoint().zoneHints().contains(zone));
    return !zones || seen.endpoint().zoneHints().contains(zone);
  }

  private boolean annotated() {
    String old = service.annotations().get("service.kubernetes.io/topology-aware-hints");
    String mode = service.annotations().getOrDefault("service.kubernetes.io/topology-mode", "");
    String value = old == null ? mode : old;
    return !List.of("", "disabled", "Disabled").contains(value);
  }

  private static Set<String> texts(List<Seen> seen) {
    return seen.stream().map(Seen::text).collect(Collectors.toCollection(TreeSet::new));
  }
}
