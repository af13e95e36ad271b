// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.explain;

import io.svcrules.ipvs.compile.AddressKind;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.compile.IpvsFragment;
import io.svcrules.ipvs.compile.ServedAddress;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.ServicePortName;
import io.svcrules.model.TrafficPolicy;
import io.svcrules.model.explain.Answer;
import io.svcrules.model.explain.Delivery;
import io.svcrules.model.explain.Origin;
import io.svcrules.model.explain.Reach;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out on which addresses a service port answers in mode ipvs, and what clients get there. */
public final class ServerAnswers {
  private final CompiledIpvs compiled;
  private final IpvsConfig config;

  /**
   * Answers on a node.
   *
   * @param compiled all virtual servers of a family
   * @param config what they were compiled with
   */
  public ServerAnswers(CompiledIpvs compiled, IpvsConfig config) {
    this.compiled = compiled;
    this.config = config;
  }

  /** All addresses of the port that are served, in the order of their compiler. */
  public List<ServerAnswer> of(ResolvedServicePort port, IpvsFragment fragment) {
    List<ServerAnswer> all = new ArrayList<>();
    for (ServedAddress served : fragment.addresses()) {
      ServicePortName owner = compiled.owners().getOrDefault(served.key(), fragment.name());
      all.add(new ServerAnswer(answer(port, served), served, owner));
    }
    return all;
  }

  private Answer answer(ResolvedServicePort port, ServedAddress served) {
    boolean ranged = served.kind() == AddressKind.LOAD_BALANCER_IP && port.endpoints().any();
    List<Reach> reach = new ArrayList<>();
    for (Origin origin : Origin.values()) {
      Delivery delivery = delivery(port, served, origin);
      boolean delivered = delivery == Delivery.CLUSTER || delivery == Delivery.LOCAL;
      reach.add(new Reach(origin, delivery, delivered && masqueraded(port, served, origin)));
    }
    return new Answer(
        kind(served.kind()),
        Optional.of(served.key().address()),
        served.key().port(),
        ranged ? port.sourceRanges() : List.of(),
        reach);
  }

  /** Virtual servers do not know who asks: the policy of the address decides for everyone. */
  private Delivery delivery(ResolvedServicePort port, ServedAddress served, Origin origin) {
    if (origin == Origin.NODE && !isNodeAdmitted(port, served)) {
      return Delivery.NOT_ADMITTED;
    }
    if (!port.endpoints().any()) {
      return Delivery.REJECTED;
    }
    boolean cluster = policy(port, served) == TrafficPolicy.CLUSTER;
    if (!cluster && !port.endpoints().local().isEmpty()) {
      return Delivery.LOCAL;
    }
    if (!cluster && !config.localFallback()) {
      return Delivery.DROPPED;
    }
    if (!port.endpoints().cluster().isEmpty()) {
      return Delivery.CLUSTER;
    }
    // A virtual server without real servers refuses by itself.
    return config.localFallback() ? Delivery.REJECTED : Delivery.DROPPED;
  }

  /** The node asks with the address it asks for, which is on its dummy device. */
  private boolean isNodeAdmitted(ResolvedServicePort port, ServedAddress served) {
    List<Cidr> ranges = port.sourceRanges();
    if (served.kind() != AddressKind.LOAD_BALANCER_IP || ranges.isEmpty()) {
      return true;
    }
    IpAddress asked = served.key().address();
    Optional<IpAddress> node = config.nodeAddress(asked.family());
    return ranges.stream()
        .anyMatch(range -> range.contains(asked) || node.filter(range::contains).isPresent());
  }

  private static TrafficPolicy policy(ResolvedServicePort port, ServedAddress served) {
    return served.kind() == AddressKind.CLUSTER_IP ? port.internalPolicy() : port.externalPolicy();
  }

  private boolean masqueraded(ResolvedServicePort port, ServedAddress served, Origin origin) {
    if (served.kind() != AddressKind.CLUSTER_IP) {
      return port.externalPolicy() == TrafficPolicy.CLUSTER;
    }
    boolean ofPods =
        config.localDetector().match(served.key().family(), true).isPresent()
            ? origin == Origin.POD
            // Nothing is known of pods: only the node is told apart, by its source address.
            : origin != Origin.NODE;
    return config.masqueradeAll() || !ofPods;
  }

  private static io.svcrules.model.explain.AddressKind kind(AddressKind kind) {
    return switch (kind) {
      case CLUSTER_IP -> io.svcrules.model.explain.AddressKind.CLUSTER_IP;
      case EXTERNAL_IP -> io.svcrules.model.explain.AddressKind.EXTERNAL_IP;
      case LOAD_BALANCER_IP -> io.svcrules.model.explain.AddressKind.LOAD_BALANCER_IP;
      case NODE_PORT -> io.svcrules.model.explain.AddressKind.NODE_PORT;
    };
  }
}
