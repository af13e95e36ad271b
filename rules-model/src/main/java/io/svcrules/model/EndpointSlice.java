// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A discovery.k8s.io/v1 EndpointSlice.
 *
 * @param name its identity
 * @param labels {@code metadata.labels}, sorted by key
 * @param addressType what the endpoints' addresses are
 * @param ports the ports that all endpoints of the slice have
 * @param endpoints the endpoints that have an address of that type
 */
public record EndpointSlice(
    NamespacedName name,
    Map<String, String> labels,
    AddressType addressType,
    List<EndpointPort> ports,
    List<SliceEndpoint> endpoints) {
  /** The label that names the Service of a slice (discovery.k8s.io/v1 LabelServiceName). */
  public static final String SERVICE_NAME_LABEL = "kubernetes.io/service-name";

  /** Copies the collections. */
  public EndpointSlice {
    labels = Copies.sorted(labels);
    ports = List.copyOf(ports);
    endpoints = List.copyOf(endpoints);
  }

  /** The Service this slice belongs to; empty if it carries no label that says so. */
  public Optional<NamespacedName> service() {
    return Optional.ofNullable(labels.get(SERVICE_NAME_LABEL))
        .map(service -> new NamespacedName(name.namespace(), service));
  }
}
