// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.bench;

import io.svcrules.model.AddressType;
import io.svcrules.model.EndpointConditions;
import io.svcrules.model.EndpointPort;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Manifests;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Protocol;
import io.svcrules.model.Service;
import io.svcrules.model.ServicePort;
import io.svcrules.model.SliceEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * IPv4 Services of type ClusterIP with one port and three ready endpoints each: as many virtual
 * servers with three real servers each.
 *
 * @param services how many there are: at most 50,000
 */
record BenchCluster(int services) {
  static final int ENDPOINTS = 3;
  static final int PORT = 80;
  static final int TARGET_PORT = 8080;

  /** Addresses per last byte: 1 to 250. */
  private static final int LAST_BYTE = 250;

  Manifests manifests() {
    List<Service> all = new ArrayList<>();
    List<EndpointSlice> slices = new ArrayList<>();
    for (int i = 0; i < services; i++) {
      all.add(
          Service.builder("default", "service-" + i)
              .clusterIps(List.of(virtual(i)))
              .port(ServicePort.of("http", Protocol.TCP, PORT))
              .build());
      slices.add(slice(i, ENDPOINTS));
    }
    return new Manifests(all, slices, List.of());
  }

  /** So many endpoints of a service. */
  static EndpointSlice slice(int number, int count) {
    List<SliceEndpoint> endpoints = new ArrayList<>();
    for (int j = 0; j < count; j++) {
      endpoints.add(SliceEndpoint.of(real(number, j), EndpointConditions.READY, "node-2"));
    }
    return new EndpointSlice(
        new NamespacedName("default", "service-" + number + "-x"),
        Map.of(EndpointSlice.SERVICE_NAME_LABEL, "service-" + number),
        AddressType.IPV4,
        List.of(new EndpointPort("http", Protocol.TCP, TARGET_PORT)),
        endpoints);
  }

  /** The cluster IP of a service. */
  static IpAddress virtual(int number) {
    return address(96, number);
  }

  /** An endpoint of a service. */
  static IpAddress real(int number, int endpoint) {
    return address(128 + endpoint, number);
  }

  private static IpAddress address(int secondByte, int number) {
    return IpAddress.parse(
        "10." + secondByte + "." + number / LAST_BYTE + "." + (number % LAST_BYTE + 1));
  }
}
