// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import io.svcrules.model.AddressType;
import io.svcrules.model.EndpointPort;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Node;
import io.svcrules.model.ServicePort;
import io.svcrules.model.SliceEndpoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gathers the endpoints of a service port from slices. Of an address and port found twice one
 * stays, by a rule that does not depend on the order of the slices.
 */
final class EndpointCollector {
  private final AddressType addressType;
  private final String nodeName;

  EndpointCollector(IpFamily family, Node node) {
    this.addressType = AddressType.of(family);
    this.nodeName = node.name();
  }

  /** The endpoints by their text, which is also the order kube-proxy gives them. */
  List<Endpoint> collect(ServicePort port, Collection<EndpointSlice> slices) {
    List<Endpoint> seen = new ArrayList<>();
    for (EndpointSlice slice : slices) {
      if (slice.addressType() == addressType) {
        collect(port, slice, seen);
      }
    }
    EndpointOrder.sort(seen);
    return winners(seen);
  }

  private void collect(ServicePort port, EndpointSlice slice, List<Endpoint> seen) {
    for (EndpointPort slicePort : slice.ports()) {
      if (step(port, slicePort).serves()) {
        for (SliceEndpoint endpoint : slice.endpoints()) {
          if (AddressType.of(endpoint.address().family()) == addressType) {
            seen.add(seen(endpoint, slicePort.port()));
          }
        }
      }
    }
  }

  /** One endpoint for each address and port; those with the same are neighbours. */
  private static List<Endpoint> winners(List<Endpoint> sorted) {
    List<Endpoint> winners = new ArrayList<>(sorted.size());
    for (Endpoint endpoint : sorted) {
      int last = winners.size() - 1;
      if (last >= 0 && endpoint.hasAddressOf(winners.get(last))) {
        winners.set(last, EndpointRivalry.winner(winners.get(last), endpoint));
      } else {
        winners.add(endpoint);
      }
    }
    return List.copyOf(winners);
  }

  /** Whether a port of a slice is that of the service port, or what keeps it from being it. */
  private static EndpointStep step(ServicePort port, EndpointPort slicePort) {
    if (!slicePort.name().equals(port.name())) {
      return EndpointStep.PORT_NAME;
    }
    if (slicePort.protocol() != port.protocol()) {
      return EndpointStep.PORT_PROTOCOL;
    }
    return slicePort.port() == 0 ? EndpointStep.NO_PORT_NUMBER : EndpointStep.SERVES;
  }

  /**
   * Every endpoint of the slices, by the questions that {@link #collect(ServicePort, Collection)}
   * asks, with the step that keeps it from being collected, or {@link EndpointStep#SERVES}.
   */
  List<SeenEndpoint> see(ServicePort port, Collection<EndpointSlice> slices) {
    Map<String, Endpoint> winners = new TreeMap<>();
    collect(port, slices).forEach(endpoint -> winners.put(endpoint.text(), endpoint));
    List<SeenEndpoint> all = new ArrayList<>();
    for (EndpointSlice slice : slices) {
      see(port, slice, winners, all);
    }
    return all;
  }

  private void see(
      ServicePort port,
      EndpointSlice slice,
      Map<String, Endpoint> winners,
      List<SeenEndpoint> all) {
    EndpointStep ofSlice =
        slice.addressType() == addressType ? nearest(port, slice) : EndpointStep.OTHER_FAMILY;
    for (int index = 0; index < slice.endpoints().size(); index++) {
      SliceEndpoint endpoint = slice.endpoints().get(index);
      if (!ofSlice.serves()) {
        all.add(new SeenEndpoint(slice.name(), index, seen(endpoint, 0), ofSlice));
        continue;
      }
      for (EndpointPort slicePort : slice.ports()) {
        if (step(port, slicePort).serves()) {
          Endpoint seen = seen(endpoint, slicePort.port());
          // What was collected goes to the first place that looks the same.
          boolean kept = winners.remove(seen.text(), seen);
          EndpointStep step = kept ? EndpointStep.SERVES : lost(endpoint);
          all.add(new SeenEndpoint(slice.name(), index, seen, step));
        }
      }
    }
  }

  private EndpointStep lost(SliceEndpoint endpoint) {
    return AddressType.of(endpoint.address().family()) == addressType
        ? EndpointStep.DUPLICATE
        : EndpointStep.OTHER_FAMILY;
  }

  /** The step of that port of a slice which comes furthest. */
  private static EndpointStep nearest(ServicePort port, EndpointSlice slice) {
    return slice.ports().stream()
        .map(slicePort -> step(port, slicePort))
        .max(Comparator.naturalOrder())
        .orElse(EndpointStep.NO_PORT);
  }

  Endpoint seen(SliceEndpoint endpoint, int port) {
    Optional<String> itsNode = endpoint.nodeName();
    return new Endpoint(
        endpoint.address(),
        port,
        endpoint.conditions(),
        itsNode,
        itsNode.isPresent() && itsNode.get().equals(nodeName),
        endpoint.zoneHints(),
        endpoint.nodeHints());
  }
}
