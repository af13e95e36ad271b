// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.flow.Flow;
import io.svcrules.iptables.flow.TransportAddress;
import io.svcrules.model.AddressType;
import io.svcrules.model.EndpointConditions;
import io.svcrules.model.EndpointPort;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Manifests;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Protocol;
import io.svcrules.model.Service;
import io.svcrules.model.ServiceBuilder;
import io.svcrules.model.ServicePort;
import io.svcrules.model.ServiceType;
import io.svcrules.model.SliceEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random Services of UDP and TCP with few addresses, ports and endpoints, which they claim from
 * each other: an external IP of one may be the node's own address, and its port the node port of
 * another.
 */
final class UdpCluster {
  static final IpAddress NODE_ADDRESS = IpAddress.parse("172.20.0.1");

  private static final int SERVICES = 4;
  private static final List<Integer> PORTS = List.of(53, 30053);
  private static final List<IpAddress> EXTERNAL =
      List.of(NODE_ADDRESS, IpAddress.parse("198.51.100.1"));

  private UdpCluster() {}

  static Manifests random(Random random) {
    List<Service> services = new ArrayList<>();
    List<EndpointSlice> slices = new ArrayList<>();
    for (int i = 0; i < SERVICES; i++) {
      if (random.nextInt(4) > 0) {
        services.add(service(i, random));
      }
      if (random.nextInt(4) > 0) {
        slices.add(slice(i, random));
      }
    }
    return new Manifests(services, slices, List.of());
  }

  private static Service service(int i, Random random) {
    Protocol protocol = random.nextInt(5) == 0 ? Protocol.TCP : Protocol.UDP;
    ServiceBuilder builder =
        Service.builder("default", "s" + i)
            .type(ServiceType.NODE_PORT)
            .clusterIps(List.of(clusterIp(random.nextInt(8) == 0 ? 0 : i)))
            .port(
                ServicePort.of("a", protocol, PORTS.get(random.nextInt(2)))
                    .withNodePort(random.nextBoolean() ? PORTS.get(1) + random.nextInt(2) : 0));
    if (random.nextBoolean()) {
      builder.externalIps(List.of(EXTERNAL.get(random.nextInt(EXTERNAL.size()))));
    }
    return builder.build();
  }

  private static IpAddress clusterIp(int i) {
    return IpAddress.parse("10.96.0." + (i + 1));
  }

  private static EndpointSlice slice(int i, Random random) {
    List<SliceEndpoint> endpoints = new ArrayList<>();
    for (int j = 0; j < 3; j++) {
      EndpointConditions conditions =
          switch (random.nextInt(6)) {
            case 0 -> EndpointConditions.NOT_READY;
            case 1 -> EndpointConditions.SERVING_TERMINATING;
            default -> EndpointConditions.READY;
          };
      if (random.nextInt(3) > 0) {
        endpoints.add(SliceEndpoint.of(endpoint(i, j).address(), conditions, "node-1"));
      }
    }
    return new EndpointSlice(
        new NamespacedName("default", "s" + i + "-x"),
        Map.of(EndpointSlice.SERVICE_NAME_LABEL, "s" + i),
        AddressType.IPV4,
        List.of(new EndpointPort("a", random.nextInt(9) == 0 ? Protocol.TCP : Protocol.UDP, 5353)),
        endpoints);
  }

  /** An endpoint of a Service, or of the one after it. */
  private static TransportAddress endpoint(int i, int j) {
    return new TransportAddress(IpAddress.parse("10.244.0." + (2 * i + j + 1)), 5353);
  }

  /** Everything that clients send to anywhere, and whoever may answer. */
  static List<Flow> flows() {
    List<IpAddress> addresses = new ArrayList<>(EXTERNAL);
    addresses.add(IpAddress.parse("127.0.0.1"));
    addresses.add(IpAddress.parse("8.8.8.8"));
    for (int i = 0; i < SERVICES; i++) {
      addresses.add(clusterIp(i));
    }
    List<Flow> flows = new ArrayList<>();
    for (IpAddress address : addresses) {
      for (int port : List.of(PORTS.get(0), PORTS.get(1), PORTS.get(1) + 1)) {
        TransportAddress asked = new TransportAddress(address, port);
        flows.add(flow(asked, asked, flows.size()));
        for (int j = 0; j < 2 * SERVICES + 1; j++) {
          flows.add(flow(asked, endpoint(0, j), flows.size()));
        }
      }
    }
    return flows;
  }

  private static Flow flow(TransportAddress asked, TransportAddress answering, int number) {
    TransportAddress client = new TransportAddress(IpAddress.parse("10.245.0.1"), 1024 + number);
    return new Flow(Protocol.UDP, client, asked, answering, 0);
  }
}
