// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.model.lab.LabServices;
import io.svcrules.testdata.traffic.Address;
import io.svcrules.testdata.traffic.CaseRun;
import io.svcrules.testdata.traffic.NodeOptions;
import io.svcrules.testdata.traffic.Placement;
import io.svcrules.testdata.traffic.Policy;
import io.svcrules.testdata.traffic.SctpPackets;
import io.svcrules.testdata.traffic.ServiceAddresses;
import io.svcrules.testdata.traffic.ServiceShape;
import io.svcrules.testdata.traffic.TrafficCase;
import io.svcrules.testdata.traffic.Transport;
import io.svcrules.testdata.traffic.TruthTable;
import io.svcrules.testdata.traffic.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SCTP associations do what the table says: every client, an internal and an external address. */
final class SctpKernelTest extends LabFixture {
  private static final Set<Address> ADDRESSES = Set.of(Address.CLUSTER_IP, Address.NODE_PORT);

  @ParameterizedTest
  @EnumSource
  void sctpAssociationsDoWhatTheTableSays(Variant variant) {
    Set<ServiceShape> shapes = Set.copyOf(shapes());
    List<TrafficCase> cases =
        TruthTable.cases().stream()
            .filter(one -> one.options().equals(NodeOptions.DEFAULT))
            .filter(one -> shapes.contains(one.service()) && ADDRESSES.contains(one.address()))
            // Nobody listens on the node, and without SCTP nobody can be told so.
            .filter(one -> one.expected().verdict() != Verdict.UNTOUCHED)
            .toList();
    Map<ServiceShape, ServiceAddresses> services = newServices(shapes());
    new LabNode(lab(), variant).load(NodeOptions.DEFAULT, LabServices.objects(services));
    try (SctpPackets sctp = SctpPackets.in(lab())) {
      List<String> deviations = new CaseRun(Transport.SCTP, sctp::ask, services).deviations(cases);
      assertEquals("", String.join("\n", deviations));
    }
  }

  private static List<ServiceShape> shapes() {
    List<ServiceShape> shapes = new ArrayList<>();
    shapes.add(ServiceShape.of(Policy.CLUSTER, Policy.LOCAL));
    shapes.add(ServiceShape.of(Policy.CLUSTER, Policy.LOCAL).withPlacement(Placement.ELSEWHERE));
    shapes.add(ServiceShape.of(Policy.CLUSTER, Policy.CLUSTER).withPlacement(Placement.NOWHERE));
    return shapes;
  }
}
