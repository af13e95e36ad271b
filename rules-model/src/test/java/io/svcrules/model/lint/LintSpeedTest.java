// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.svcrules.model.AddressType;
import io.svcrules.model.EndpointConditions;
import io.svcrules.model.EndpointPort;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Manifests;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Node;
import io.svcrules.model.Protocol;
import io.svcrules.model.Service;
import io.svcrules.model.ServicePort;
import io.svcrules.model.ServiceType;
import io.svcrules.model.SliceEndpoint;
import io.svcrules.model.resolve.ResolveOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The work grows with the objects, even if each has a finding. */
class LintSpeedTest {
  private static final int SERVICES = 20_000;

  private static Service service(int i) {
    return Service.builder("default", "s" + i)
        .type(ServiceType.NODE_PORT)
        .clusterIps(List.of(IpAddress.ofIpv4(0x0a600000 + i)))
        // Every one claims an address of another's.
        .externalIps(List.of(IpAddress.ofIpv4(0x0a600000 + (i + 1) % SERVICES)))
        .clientIpAffinity(Duration.ofHours(1))
        .port(ServicePort.of("http", Protocol.TCP, 80).withNodePort(30000 + i % 2000))
        .build();
  }

  private static EndpointSlice slice(int i) {
    List<SliceEndpoint> endpoints = new ArrayList<>();
    for (int e = 0; e < 10; e++) {
      endpoints.add(
          SliceEndpoint.of(
              IpAddress.ofIpv4(0x0af40000 + 16 * i + e), EndpointConditions.READY, "node-" + e));
    }
    return new EndpointSlice(
        new NamespacedName("default", "s" + i + "-1"),
        Map.of(EndpointSlice.SERVICE_NAME_LABEL, "s" + i),
        AddressType.IPV4,
        List.of(new EndpointPort("http", Protocol.TCP, 8080)),
        endpoints);
  }

  @Test
  void twentyThousandServicesTakeNoMoreThanSeconds() {
    List<Service> services = new ArrayList<>();
    List<EndpointSlice> slices = new ArrayList<>();
    for (int i = 0; i < SERVICES; i++) {
      services.add(service(i));
      slices.add(slice(i));
    }
    Manifests cluster = new Manifests(services, slices, List.of());
    LintScope scope = new LintScope(Node.named("node-1"), true, List.of());
    // Half a second on a quiet machine, cold; a quadratic rule would take minutes.
    assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          List<LintFinding> findings =
              Linter.lint(cluster, scope, ResolveOptions.DEFAULT, NodeFacts.NONE);
          assertEquals(
              SERVICES,
              findings.stream().filter(f -> f.id() == LintId.EXTERNAL_IP_SHADOWS).count());
        });
  }
}
