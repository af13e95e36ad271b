// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import io.svcrules.iptables.trace.Fate;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.TrafficPolicy;
import io.svcrules.model.resolve.Endpoint;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What services mean, evaluated for one packet at a time, with no word about rules.
 *
 * @param pods the network of pods
 * @param node the address of the node
 * @param masqueradeAll whether all traffic to cluster IPs is masqueraded
 */
record Semantics(Cidr pods, IpAddress node, boolean masqueradeAll) {

  /** A client. */
  enum Place {
    POD,
    OUTSIDE,
    NODE,
    LOCALHOST
  }

  /** In mode iptables. */
  Map<String, Double> iptables(Claim claim, Place place, IpAddress source) {
    ResolvedServicePort owner = claim.owner();
    boolean pod = pods.contains(source);
    boolean ofNode = place == Place.NODE || place == Place.LOCALHOST;
    if (claim.kind() == Claim.Kind.CLUSTER_IP) {
      return owner.endpoints().any()
          ? delivered(chosen(owner, owner.internalPolicy()), source, masqueradeAll || !pod)
          : Map.of("REJECTED", 1.0);
    }
    if (place == Place.LOCALHOST && source.family() == IpFamily.IPV6) {
      return unserved(owner);
    }
    if (!owner.endpoints().any()) {
      boolean unseen = place == Place.NODE && claim.kind() != Claim.Kind.NODE_PORT;
      return Map.of(unseen ? Fate.PASSED.name() : "REJECTED", 1.0);
    }
    if (claim.kind() == Claim.Kind.LOAD_BALANCER_IP && !admits(owner, source)) {
      return Map.of("DROPPED", 1.0);
    }
    if (owner.externalPolicy() == TrafficPolicy.CLUSTER) {
      return delivered(owner.endpoints().cluster(), source, true);
    }
    return pod || ofNode
        ? delivered(owner.endpoints().cluster(), source, ofNode)
        : delivered(owner.endpoints().local(), source, false);
  }

  /** Node ports do not answer on ::1, but what nobody serves is refused there, too. */
  private static Map<String, Double> unserved(ResolvedServicePort owner) {
    if (!owner.endpoints().any()) {
      return Map.of("REJECTED", 1.0);
    }
    boolean dropped =
        owner.externalPolicy() == TrafficPolicy.LOCAL && owner.endpoints().local().isEmpty();
    return Map.of(dropped ? "DROPPED" : Fate.LOCAL.name(), 1.0);
  }

  /** In mode ipvs. */
  Map<String, Double> ipvs(Claim claim, Place place, IpAddress source) {
    ResolvedServicePort owner = claim.owner();
    if (place == Place.LOCALHOST) {
      return Map.of(Fate.LOCAL.name(), 1.0);
    }
    boolean cluster = claim.kind() == Claim.Kind.CLUSTER_IP;
    TrafficPolicy policy = cluster ? owner.internalPolicy() : owner.externalPolicy();
    boolean admitted =
        claim.kind() != Claim.Kind.LOAD_BALANCER_IP
            || admits(owner, source)
            || (source.equals(claim.address()) && admits(owner, node));
    if (!admitted && (place == Place.NODE || owner.endpoints().any())) {
      return Map.of("DROPPED", 1.0);
    }
    if (!owner.endpoints().any()) {
      return Map.of("REJECTED", 1.0);
    }
    boolean masqueraded =
        cluster
            ? masqueradeAll || !pods.contains(source)
            : owner.externalPolicy() == TrafficPolicy.CLUSTER;
    return delivered(chosen(owner, policy), source, masqueraded);
  }

  private static boolean admits(ResolvedServicePort owner, IpAddress source) {
    return owner.sourceRanges().isEmpty()
        || owner.sourceRanges().stream().anyMatch(range -> range.contains(source));
  }

  private static List<Endpoint> chosen(ResolvedServicePort owner, TrafficPolicy policy) {
    return policy == TrafficPolicy.LOCAL ? owner.endpoints().local() : owner.endpoints().cluster();
  }

  /** Nobody here while others serve elsewhere: dropped. */
  private Map<String, Double> delivered(
      List<Endpoint> endpoints, IpAddress source, boolean masqueraded) {
    Map<String, Double> ends = new TreeMap<>();
    for (Endpoint endpoint : endpoints) {
      boolean itself = endpoint.address().equals(source);
      String seen = masqueraded || itself ? node + " M" : source.toString();
      ends.put(endpoint.address() + " " + endpoint.port() + " " + seen, 1.0 / endpoints.size());
    }
    return endpoints.isEmpty() ? Map.of("DROPPED", 1.0) : ends;
  }
}
