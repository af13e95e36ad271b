// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.model.random.LabServices;
import io.svcrules.testdata.traffic.Address;
import io.svcrules.testdata.traffic.CaseRun;
import io.svcrules.testdata.traffic.Client;
import io.svcrules.testdata.traffic.NodeOptions;
import io.svcrules.testdata.traffic.Placement;
import io.svcrules.testdata.traffic.Policy;
import io.svcrules.testdata.traffic.SctpPackets;
import io.svcrules.testdata.traffic.ServiceAddresses;
import io.svcrules.testdata.traffic.ServiceShape;
import io.svcrules.testdata.traffic.TrafficCase;
import io.svcrules.testdata.traffic.Transport;
import io.svcrules.testdata.traffic.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SCTP associations do what the table says: every client, an internal and an external address. */
@Tag("guest")
@ExtendWith(SharedLab.class)
class IpvsSctpKernelTest {
  private static final Set<Address> ADDRESSES = Set.of(Address.CLUSTER_IP, Address.NODE_PORT);
  private static final List<ServiceShape> SHAPES =
      List.of(
          ServiceShape.of(Policy.CLUSTER, Policy.LOCAL),
          ServiceShape.of(Policy.CLUSTER, Policy.LOCAL).withPlacement(Placement.ELSEWHERE),
          ServiceShape.of(Policy.CLUSTER, Policy.CLUSTER).withPlacement(Placement.NOWHERE));

  @ParameterizedTest
  @EnumSource
  void sctpAssociationsDoWhatTheTableSays(IptablesVariant variant, SharedLab.Lab lab) {
    List<TrafficCase> cases =
        IpvsCases.of(NodeOptions.DEFAULT).stream()
            .filter(one -> SHAPES.contains(one.service()) && ADDRESSES.contains(one.address()))
            // Nobody listens on the node, and without SCTP nobody can be told so.
            .filter(one -> one.expected().verdict() != Verdict.UNTOUCHED)
            .filter(one -> !IpvsCases.seesOwnAddress(one))
            // What a process of the node is told of a dropped packet is no business of ours.
            .filter(
                one -> one.client() != Client.NODE || one.expected().verdict() == Verdict.DELIVERED)
            .toList();
    assertFalse(cases.isEmpty());
    Map<ServiceShape, ServiceAddresses> services = lab.newServices(SHAPES);
    try (IpvsLabNode node = new IpvsLabNode(lab.traffic(), variant);
        SctpPackets sctp = SctpPackets.in(lab.traffic())) {
      node.load(NodeOptions.DEFAULT, LabServices.objects(services));
      List<String> deviations = new CaseRun(Transport.SCTP, sctp::ask, services).deviations(cases);
      assertEquals("", String.join("\n", deviations));
    }
  }
}
