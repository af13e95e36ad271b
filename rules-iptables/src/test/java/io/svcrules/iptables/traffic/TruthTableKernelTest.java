// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.kernel.LegacyChainSource;
import io.svcrules.iptables.kernel.NftChainSource;
import io.svcrules.iptables.lab.TracedCases;
import io.svcrules.iptables.trace.Host;
import io.svcrules.iptables.trace.Surroundings;
import io.svcrules.iptables.trace.Tracer;
import io.svcrules.model.Manifests;
import io.svcrules.model.Protocol;
import io.svcrules.model.random.LabServices;
import io.svcrules.testdata.traffic.CaseRun;
import io.svcrules.testdata.traffic.IpVersion;
import io.svcrules.testdata.traffic.NodeOptions;
import io.svcrules.testdata.traffic.ServiceAddresses;
import io.svcrules.testdata.traffic.ServiceShape;
import io.svcrules.testdata.traffic.TrafficCase;
import io.svcrules.testdata.traffic.Transport;
import io.svcrules.testdata.traffic.TruthTable;
import io.svcrules.testdata.traffic.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Real packets, and those that are followed, do what the table says, in both families. */
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
    LabNode node = new LabNode(lab(), variant);
    node.load(options, objects);
    List<String> deviations =
        new ArrayList<>(new CaseRun(transport, lab()::ask, services).deviations(cases));
    Protocol protocol = transport == Transport.TCP ? Protocol.TCP : Protocol.UDP;
    deviations.addAll(followed(node, protocol, new TracedCases(cases, services)));
    assertEquals("", String.join("\n", deviations));
  }

  /** The same packets, followed through the rules and routes that the node really has. */
  private static List<String> followed(LabNode node, Protocol protocol, TracedCases cases) {
    List<String> deviations = new ArrayList<>();
    for (IpVersion version : IpVersion.values()) {
      Host host = node.host(version);
      Tracer saved = Tracer.of(node.saved(version), Surroundings.of(host));
      deviations.addAll(cases.deviations(version, host, saved, protocol));
      if (node.variant().keepsNftables()) {
        try (NftChainSource chains = node.liveNft(version)) {
          Tracer live = Tracer.of(chains, Surroundings.of(host));
          deviations.addAll(cases.deviations(version, host, live, protocol));
        }
      } else {
        try (LegacyChainSource chains = node.liveLegacy(version)) {
          Tracer live = Tracer.of(chains, Surroundings.of(host));
          deviations.addAll(cases.deviations(version, host, live, protocol));
        }
      }
    }
    return deviations;
  }
}
