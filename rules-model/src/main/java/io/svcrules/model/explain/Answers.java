// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.explain;

import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.TrafficPolicy;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out on which addresses a service port answers, and what clients get there. */
public final class Answers {
  private final PodTraffic pods;
  private final boolean masqueradeAll;

  /**
   * Answers on a node.
   *
   * @param pods whether traffic of pods can be told from other
   * @param masqueradeAll whether all traffic to cluster IPs is masqueraded
   */
  public Answers(PodTraffic pods, boolean masqueradeAll) {
    this.pods = pods;
    this.masqueradeAll = masqueradeAll;
  }

  /** All addresses of the port: cluster IP, external IPs, load balancer IPs, node port. */
  public List<Answer> of(ResolvedServicePort port) {
    List<Answer> all = new ArrayList<>();
    all.add(
        new Answer(
            AddressKind.CLUSTER_IP,
            Optional.of(port.clusterIp()),
            port.port(),
            List.of(),
            internal(port)));
    List<Reach> external = external(port);
    for (IpAddress ip : port.externalIps()) {
      all.add(
          new Answer(AddressKind.EXTERNAL_IP, Optional.of(ip), port.port(), List.of(), external));
    }
    // Without endpoints the refusal comes before the question who asks.
    List<Cidr> ranges = port.endpoints().any() ? port.sourceRanges() : List.of();
    for (IpAddress ip : port.loadBalancerIps()) {
      all.add(
          new Answer(AddressKind.LOAD_BALANCER_IP, Optional.of(ip), port.port(), ranges, external));
    }
    if (port.nodePort() != 0) {
      all.add(
          new Answer(
              AddressKind.NODE_PORT, Optional.empty(), port.nodePort(), List.of(), external));
    }
    return all;
  }

  private List<Reach> internal(ResolvedServicePort port) {
    Delivery delivery =
        port.hasInternalEndpoints() ? delivery(port.internalPolicy()) : refusal(port);
    List<Reach> all = new ArrayList<>();
    for (Origin origin : Origin.values()) {
      boolean masqueraded = masqueradeAll || (pods == PodTraffic.KNOWN && origin != Origin.POD);
      all.add(reach(origin, delivery, masqueraded));
    }
    return all;
  }

  private List<Reach> external(ResolvedServicePort port) {
    List<Reach> all = new ArrayList<>();
    for (Origin origin : Origin.values()) {
      all.add(external(port, origin));
    }
    return all;
  }

  private Reach external(ResolvedServicePort port, Origin origin) {
    if (!port.endpoints().any()) {
      return reach(origin, Delivery.REJECTED, false);
    }
    if (port.externalPolicy() == TrafficPolicy.CLUSTER) {
      return reach(origin, Delivery.CLUSTER, true);
    }
    // Under policy Local, clients of this node are served as if they had used the cluster IP.
    if (countsAsPod(origin)) {
      return reach(origin, Delivery.CLUSTER, false);
    }
    if (origin == Origin.NODE) {
      return reach(origin, Delivery.CLUSTER, true);
    }
    return reach(origin, port.hasExternalEndpoints() ? Delivery.LOCAL : Delivery.DROPPED, false);
  }

  private boolean countsAsPod(Origin origin) {
    return switch (pods) {
      case UNKNOWN -> false;
      case KNOWN -> origin == Origin.POD;
      case EVERYTHING -> true;
    };
  }

  private static Reach reach(Origin origin, Delivery delivery, boolean masqueraded) {
    boolean delivered = delivery == Delivery.CLUSTER || delivery == Delivery.LOCAL;
    return new Reach(origin, delivery, delivered && masqueraded);
  }

  private static Delivery delivery(TrafficPolicy policy) {
    return switch (policy) {
      case CLUSTER -> Delivery.CLUSTER;
      case LOCAL -> Delivery.LOCAL;
    };
  }

  private static Delivery refusal(ResolvedServicePort port) {
    return port.endpoints().any() ? Delivery.DROPPED : Delivery.REJECTED;
  }
}
