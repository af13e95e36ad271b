// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import io.svcrules.model.AddressType;
import io.svcrules.model.EndpointPort;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Node;
import io.svcrules.model.ServicePort;
import io.svcrules.model.SliceEndpoint;
import java.util.Collection;
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
    Map<String, Endpoint> byText = new TreeMap<>();
    for (EndpointSlice slice : slices) {
      if (slice.addressType() == addressType) {
        collect(port, slice, byText);
      }
    }
    return List.copyOf(byText.values());
  }

  private void collect(ServicePort port, EndpointSlice slice, Map<String, Endpoint> byText) {
    for (EndpointPort slicePort : slice.ports()) {
      if (slicePort.port() != 0
          && slicePort.protocol() == port.protocol()
          && slicePort.name().equals(port.name())) {
        for (SliceEndpoint endpoint : slice.endpoints()) {
          if (AddressType.of(endpoint.address().family()) == addressType) {
            Endpoint seen = seen(endpoint, slicePort.port());
            byText.merge(seen.text(), seen, EndpointRivalry::winner);
          }
        }
      }
    }
  }

  private Endpoint seen(SliceEndpoint endpoint, int port) {
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
