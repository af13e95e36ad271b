// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.model.Manifests;
import io.svcrules.model.lab.LabServices;
import io.svcrules.testdata.traffic.CaseRun;
import io.svcrules.testdata.traffic.NodeOptions;
import io.svcrules.testdata.traffic.ServiceAddresses;
import io.svcrules.testdata.traffic.ServiceShape;
import io.svcrules.testdata.traffic.TrafficCase;
import io.svcrules.testdata.traffic.Transport;
import io.svcrules.testdata.traffic.TruthTable;
import io.svcrules.testdata.traffic.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Real packets do what the table says, in both families. */
final class TruthTableKernelTest extends LabFixture {

  static Stream<Arguments> nodes() {
    List<NodeOptions> options =
        TruthTable.cases().stream().map(TrafficCase::options).distinct().toList();
    return Stream.of(Variant.values())
        .flatMap(variant -> options.stream().map(option -> Arguments.of(variant, option)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("nodes")
  void tcpConnectionsDoWhatTheTableSays(Variant variant, NodeOptions options) {
    List<TrafficCase> cases =
        TruthTable.cases().stream().filter(one -> one.options().equals(options)).toList();
    check(variant, options, Transport.TCP, cases);
  }

  @ParameterizedTest
  @EnumSource
  void udpDatagramsDoWhatTheTableSays(Variant variant) {
    // Whoever answers at all addresses at once cannot tell at which one a datagram came in.
    List<TrafficCase> cases =
        TruthTable.cases().stream()
            .filter(one -> one.options().equals(NodeOptions.DEFAULT))
            .filter(one -> one.expected().verdict() != Verdict.UNTOUCHED)
            .toList();
    check(variant, NodeOptions.DEFAULT, Transport.UDP, cases);
  }

  private void check(
      Variant variant, NodeOptions options, Transport transport, List<TrafficCase> cases) {
    Map<ServiceShape, ServiceAddresses> services =
        newServices(cases.stream().map(TrafficCase::service).toList());
    Manifests objects = LabServices.objects(services);
    if (options.largeCluster()) {
      objects = LabServices.withManyEndpoints(objects);
    }
    new LabNode(lab(), variant).load(options, objects);
    List<String> deviations = new CaseRun(transport, lab()::ask, services).deviations(cases);
    assertEquals("", String.join("\n", deviations));
  }
}
