// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.model.Manifests;
import io.svcrules.testdata.traffic.CaseRun;
import io.svcrules.testdata.traffic.IpVersion;
import io.svcrules.testdata.traffic.NodeOptions;
import io.svcrules.testdata.traffic.ServiceAddresses;
import io.svcrules.testdata.traffic.ServiceShape;
import io.svcrules.testdata.traffic.TrafficCase;
import io.svcrules.testdata.traffic.TrafficLab;
import io.svcrules.testdata.traffic.Transport;
import io.svcrules.testdata.traffic.TruthTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real packets do what the table says. */
final class TruthTableKernelTest {

  static Stream<Arguments> nodes() {
    return Stream.of(Variant.values())
        .flatMap(
            variant ->
                TruthTable.cases().stream()
                    .map(TrafficCase::options)
                    .distinct()
                    .map(options -> Arguments.of(variant, options)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("nodes")
  void connectionsDoWhatTheTableSays(Variant variant, NodeOptions options) {
    List<TrafficCase> cases =
        TruthTable.cases().stream().filter(one -> one.options().equals(options)).toList();
    Map<ServiceShape, ServiceAddresses> services =
        LabServices.addresses(0, cases.stream().map(TrafficCase::service).toList());
    Manifests objects = LabServices.objects(services);
    if (options.largeCluster()) {
      objects = LabServices.withManyEndpoints(objects, new ServiceAddresses(0, services.size()));
    }
    List<String> deviations = new ArrayList<>();
    try (TrafficLab lab = TrafficLab.create()) {
      new LabNode(lab, variant).load(options, objects);
      for (IpVersion version : IpVersion.values()) {
        deviations.addAll(new CaseRun(lab, version, Transport.TCP, services).deviations(cases));
      }
    }
    assertEquals("", String.join("\n", deviations));
  }
}
