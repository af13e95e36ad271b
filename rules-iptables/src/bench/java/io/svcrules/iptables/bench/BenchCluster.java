// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.bench;

import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.model.AddressType;
import io.svcrules.model.EndpointConditions;
import io.svcrules.model.EndpointPort;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Node;
import io.svcrules.model.Protocol;
import io.svcrules.model.Service;
import io.svcrules.model.ServicePort;
import io.svcrules.model.SliceEndpoint;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * IPv4 Services of type ClusterIP with one port and three ready endpoints each.
 *
 * @param services how many there are: at most 50,000
 */
record BenchCluster(int services) {
  static final int ENDPOINTS = 3;

  /** Addresses per last byte: 1 to 250. */
  private static final int LAST_BYTE = 250;

  /** The rules of objects on a node. */
  static CompiledRuleset compile(Manifests manifests) {
    return IptablesCompiler.compile(
        ServiceResolver.resolve(
            manifests, IpFamily.IPV4, Node.named("node-1"), ResolveOptions.DEFAULT),
        IptablesConfig.DEFAULT);
  }

  Manifests manifests() {
    List<Service> all = new ArrayList<>();
    List<EndpointSlice> slices = new ArrayList<>();
    for (int i = 0; i < services; i++) {
      all.add(service(i));
      slices.add(slice(i, 0));
    }
    return new Manifests(all, slices, List.of());
  }

  /** The service of a number; the numbers from {@link #services} on are of new ones. */
  static Service service(int number) {
    return Service.builder("default", "service-" + number)
        .clusterIps(List.of(address(96, number)))
        .port(ServicePort.of("http", Protocol.TCP, 80))
        .build();
  }

  /**
   * The endpoints of a service.
   *
   * @param version another one has another first endpoint: 0 to 90
   */
  static EndpointSlice slice(int number, int version) {
    List<SliceEndpoint> endpoints = new ArrayList<>();
    for (int j = 0; j < ENDPOINTS; j++) {
      IpAddress address = address(j == 0 ? 160 + version : 128 + j, number);
      endpoints.add(SliceEndpoint.of(address, EndpointConditions.READY, "node-1"));
    }
    return new EndpointSlice(
        new NamespacedName("default", "service-" + number + "-x"),
        Map.of(EndpointSlice.SERVICE_NAME_LABEL, "service-" + number),
        AddressType.IPV4,
        List.of(new EndpointPort("http", Protocol.TCP, 8080)),
        endpoints);
  }

  private static IpAddress address(int secondByte, int number) {
    return IpAddress.parse(
        "10." + secondByte + "." + number / LAST_BYTE + "." + (number % LAST_BYTE + 1));
  }
}
