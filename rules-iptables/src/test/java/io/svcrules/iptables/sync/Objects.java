// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

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
import io.svcrules.model.sync.ClusterChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Dual-stack Services s0, s1 and so on, of which only the number of endpoints matters. */
final class Objects {
  static final Node NODE = Node.named("node-1");

  private Objects() {}

  static Service service(int i) {
    return Service.builder("default", "s" + i)
        .clusterIps(List.of(ip(IpFamily.IPV4, 96, i, 0), ip(IpFamily.IPV6, 96, i, 0)))
        .ipFamilies(List.of(IpFamily.IPV4, IpFamily.IPV6))
        .port(ServicePort.of("", Protocol.TCP, 80))
        .build();
  }

  static EndpointSlice slice(IpFamily family, int i, int endpoints) {
    return new EndpointSlice(
        new NamespacedName("default", "s" + i + "-" + AddressType.of(family)),
        Map.of(EndpointSlice.SERVICE_NAME_LABEL, "s" + i),
        AddressType.of(family),
        List.of(new EndpointPort("", Protocol.TCP, 8080)),
        IntStream.range(0, endpoints)
            .mapToObj(
                j -> SliceEndpoint.of(ip(family, 128, i, j), EndpointConditions.READY, "node-1"))
            .toList());
  }

  private static IpAddress ip(IpFamily family, int net, int i, int j) {
    return IpAddress.parse(
        switch (family) {
          case IPV4 -> "10." + (net + j / 250) + "." + i + "." + (j % 250 + 1);
          case IPV6 -> "fd00:" + net + ":" + Integer.toHexString(i) + "::" + (j + 1);
        });
  }

  /** So many Services, each with so many endpoints of each family. */
  static Manifests cluster(int services, int endpoints) {
    List<Service> all = new ArrayList<>();
    List<EndpointSlice> slices = new ArrayList<>();
    for (int i = 0; i < services; i++) {
      all.add(service(i));
      slices.add(slice(IpFamily.IPV4, i, endpoints));
      slices.add(slice(IpFamily.IPV6, i, endpoints));
    }
    return new Manifests(all, slices, List.of());
  }

  static ClusterChange replace(Manifests manifests) {
    return new ClusterChange.Replace(manifests);
  }

  static ClusterChange set(EndpointSlice slice) {
    return new ClusterChange.SetSlice(slice);
  }

  static ClusterChange remove(int i) {
    return new ClusterChange.RemoveService(new NamespacedName("default", "s" + i));
  }

  /** What a node should hold. */
  static CompiledRuleset compiled(Manifests manifests, IpFamily family) {
    return IptablesCompiler.compile(
        ServiceResolver.resolve(manifests, family, NODE, ResolveOptions.DEFAULT),
        IptablesConfig.DEFAULT);
  }
}
