// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.settings;

import io.svcrules.cli.option.ProxyMode;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.SliceEndpoint;
import io.svcrules.model.TrafficPolicy;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds out what the rules depend on but is not known of the node. */
public final class NodeDoubts {
  private final ChosenNode chosen;
  private final NodeSettings settings;
  private final ProxyMode mode;

  /** Doubts about a node, and about what its rules are made from. */
  public NodeDoubts(NodeSettings settings, ProxyMode mode) {
    this.chosen = settings.chosen();
    this.settings = settings;
    this.mode = mode;
  }

  /** Warnings for people; none if what is known is enough. */
  public List<String> about(Manifests manifests, List<ServiceTable> tables) {
    List<String> doubts = new ArrayList<>();
    addIdentityDoubt(manifests, tables, doubts);
    for (ServiceTable table : tables) {
      addSourceRangeDoubt(table, doubts);
      addNodePortDoubt(table, doubts);
    }
    return doubts;
  }

  private void addIdentityDoubt(
      Manifests manifests, List<ServiceTable> tables, List<String> doubts) {
    boolean zones = anyEndpoint(manifests, e -> !e.zoneHints().isEmpty());
    boolean nodes = anyEndpoint(manifests, e -> !e.nodeHints().isEmpty());
    switch (chosen.origin()) {
      case OBJECT -> {}
      case NAME -> {
        if (zones) {
          doubts.add(unknownZone());
        }
      }
      case MACHINE -> {
        if (zones || nodes || usesLocal(tables)) {
          doubts.add(unknownNode());
        }
      }
    }
  }

  private String unknownZone() {
    return "no Node object "
        + chosen.node().name()
        + " was read, so its zone is not known and zone hints do not count";
  }

  private String unknownNode() {
    String name = chosen.node().name();
    return "no node is known, so endpoints count as local only if they are on this machine"
        + (name.isEmpty() ? "" : ", " + name)
        + "; say --hostname-override=NAME or add one Node object";
  }

  private static boolean anyEndpoint(Manifests manifests, Predicate<SliceEndpoint> wanted) {
    return manifests.slices().stream().map(EndpointSlice::endpoints).anyMatch(anyOf(wanted));
  }

  private static Predicate<List<SliceEndpoint>> anyOf(Predicate<SliceEndpoint> wanted) {
    return endpoints -> endpoints.stream().anyMatch(wanted);
  }

  private static boolean usesLocal(List<ServiceTable> tables) {
    return tables.stream()
        .flatMap(table -> table.ports().stream())
        .anyMatch(
            port ->
                port.internalPolicy() == TrafficPolicy.LOCAL
                    || port.externalPolicy() == TrafficPolicy.LOCAL);
  }

  private void addSourceRangeDoubt(ServiceTable table, List<String> doubts) {
    IpFamily family = table.family();
    if (chosen.lacksAddress(family) && table.ports().stream().anyMatch(NodeDoubts::admitsByRange)) {
      doubts.add(
          "the node's "
              + family.kubernetesName()
              + " address is not known, so no source range of a load balancer admits the node"
              + " itself; say --node-ip=IP");
    }
  }

  private static boolean admitsByRange(ResolvedServicePort port) {
    return !port.sourceRanges().isEmpty() && !port.loadBalancerIps().isEmpty();
  }

  private void addNodePortDoubt(ServiceTable table, List<String> doubts) {
    IpFamily family = table.family();
    if (!answersNodePorts(family)
        && table.ports().stream().anyMatch(port -> port.nodePort() != 0)) {
      doubts.add(
          "no known "
              + family.kubernetesName()
              + (settings.nodePortAddresses().isAll(family)
                  ? " address of the node"
                  : " address of the node is among --nodeport-addresses")
              + ", so node ports answer on none; say --node-ip=IP");
    }
  }

  private boolean answersNodePorts(IpFamily family) {
    return switch (mode) {
      case IPTABLES -> settings.answers(family);
      // A virtual server is of one address.
      case IPVS -> settings.answersOutside(family);
    };
  }
}
