// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.model.lab.LabServices;
import io.svcrules.testdata.traffic.CaseRun;
import io.svcrules.testdata.traffic.NodeOptions;
import io.svcrules.testdata.traffic.ServiceAddresses;
import io.svcrules.testdata.traffic.ServiceShape;
import io.svcrules.testdata.traffic.TrafficCase;
import io.svcrules.testdata.traffic.Transport;
import io.svcrules.testdata.traffic.TruthTable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Real packets do what the table says, in both families. */
@Tag("guest")
@ExtendWith(SharedLab.class)
class IpvsTruthTableKernelTest {

  static Stream<Arguments> nodes() {
    List<NodeOptions> options =
        TruthTable.cases().stream()
            .map(TrafficCase::options)
            .filter(option -> !option.largeCluster())
            .distinct()
            .toList();
    return Stream.of(IptablesVariant.values())
        .flatMap(variant -> options.stream().map(option -> Arguments.of(variant, option)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("nodes")
  void tcpConnectionsDoWhatTheTableSays(
      IptablesVariant variant, NodeOptions options, SharedLab.Lab lab) {
    check(lab, variant, options, Transport.TCP);
  }

  @ParameterizedTest
  @EnumSource
  void udpDatagramsDoWhatTheTableSays(IptablesVariant variant, SharedLab.Lab lab) {
    check(lab, variant, NodeOptions.DEFAULT, Transport.UDP);
  }

  private static void check(
      SharedLab.Lab lab, IptablesVariant variant, NodeOptions options, Transport transport) {
    List<TrafficCase> cases =
        TruthTable.cases().stream().filter(one -> one.options().equals(options)).toList();
    Map<ServiceShape, ServiceAddresses> services =
        lab.newServices(cases.stream().map(TrafficCase::service).toList());
    try (IpvsLabNode node = new IpvsLabNode(lab.traffic(), variant)) {
      node.load(options, LabServices.objects(services));
      List<String> deviations =
          new CaseRun(transport, lab.traffic()::ask, services).deviations(cases);
      assertEquals("", String.join("\n", deviations));
    }
  }
}
