// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.lab.TracedCases;
import io.svcrules.iptables.trace.Host;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import io.svcrules.model.random.LabServices;
import io.svcrules.testdata.traffic.Attempt;
import io.svcrules.testdata.traffic.CaseRun;
import io.svcrules.testdata.traffic.Client;
import io.svcrules.testdata.traffic.IpVersion;
import io.svcrules.testdata.traffic.LabAddresses;
import io.svcrules.testdata.traffic.NodeOptions;
import io.svcrules.testdata.traffic.Place;
import io.svcrules.testdata.traffic.ServiceAddresses;
import io.svcrules.testdata.traffic.ServiceShape;
import io.svcrules.testdata.traffic.Target;
import io.svcrules.testdata.traffic.TrafficCase;
import io.svcrules.testdata.traffic.Transport;
import io.svcrules.testdata.traffic.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Real packets, and those that are followed, do what the table says, in both families. */
@Tag("guest")
@ExtendWith(SharedLab.class)
class IpvsTruthTableKernelTest {

  static Stream<Arguments> nodes() {
    return Stream.of(IptablesVariant.values())
        .flatMap(
            variant -> IpvsCases.options().stream().map(option -> Arguments.of(variant, option)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("nodes")
  void tcpConnectionsDoWhatTheTableSays(
      IptablesVariant variant, NodeOptions options, SharedLab.Lab lab) {
    check(lab, variant, options, Transport.TCP, IpvsCases.of(options));
  }

  @ParameterizedTest
  @EnumSource
  void udpDatagramsDoWhatTheTableSays(IptablesVariant variant, SharedLab.Lab lab) {
    List<TrafficCase> cases =
        IpvsCases.of(NodeOptions.DEFAULT).stream()
            // What a process of the node is told of a dropped datagram is no business of ours.
            .filter(
                one -> one.client() != Client.NODE || one.expected().verdict() == Verdict.DELIVERED)
            .toList();
    check(lab, variant, NodeOptions.DEFAULT, Transport.UDP, cases);
  }

  private static void check(
      SharedLab.Lab lab,
      IptablesVariant variant,
      NodeOptions options,
      Transport transport,
      List<TrafficCase> cases) {
    Map<ServiceShape, ServiceAddresses> services =
        lab.newServices(cases.stream().map(TrafficCase::service).toList());
    List<TrafficCase> told = cases.stream().filter(one -> !IpvsCases.seesOwnAddress(one)).toList();
    List<TrafficCase> own = cases.stream().filter(IpvsCases::seesOwnAddress).toList();
    try (IpvsLabNode node = new IpvsLabNode(lab.traffic(), variant)) {
      node.load(options, LabServices.objects(services));
      List<String> deviations = deviations(lab, transport, services, told);
      for (TrafficCase one : own) {
        one.versions().forEach(v -> askOwn(lab, transport, services, one, v, deviations));
      }
      Protocol protocol = transport == Transport.TCP ? Protocol.TCP : Protocol.UDP;
      deviations.addAll(followed(node, protocol, new TracedCases(cases, services)));
      assertEquals("", String.join("\n", deviations));
    }
  }

  /** The same packets, followed through what the node really has. */
  private static List<String> followed(IpvsLabNode node, Protocol protocol, TracedCases cases) {
    List<String> deviations = new ArrayList<>();
    for (IpVersion version : IpVersion.values()) {
      IpFamily family = LabServices.family(version);
      Host host = node.host(family);
      deviations.addAll(cases.deviations(version, host, node.saved(family), protocol));
      deviations.addAll(cases.deviations(version, host, node.live(family), protocol));
    }
    return deviations;
  }

  /**
   * Asks those that stay silent once more. IPVS tells answers apart by the client and the real
   * server alone (net/netfilter/ipvs/ip_vs_conn.c ip_vs_conn_out_get): if a client happens to ask
   * two addresses of a service from one port and comes to one real server, one connection hangs.
   */
  private static List<String> deviations(
      SharedLab.Lab lab,
      Transport transport,
      Map<ServiceShape, ServiceAddresses> services,
      List<TrafficCase> cases) {
    List<String> first = new CaseRun(transport, lab::ask, services).deviations(cases);
    List<String> silent = first.stream().filter(text -> text.contains("silent=")).toList();
    List<TrafficCase> again =
        cases.stream()
            .filter(one -> silent.stream().anyMatch(text -> text.contains(one.toString() + '\n')))
            .toList();
    List<String> left = new ArrayList<>(first);
    left.removeAll(silent);
    left.addAll(new CaseRun(transport, lab::ask, services).deviations(again));
    return left;
  }

  /** Endpoints on the node see that a process of the node has the address it asks. */
  private static void askOwn(
      SharedLab.Lab lab,
      Transport transport,
      Map<ServiceShape, ServiceAddresses> services,
      TrafficCase one,
      IpVersion version,
      List<String> deviations) {
    Target target = services.get(one.service()).target(version, one.client(), one.address());
    Attempt attempt = Attempt.of(lab.traffic().newOrder(), transport, target, 4, 10_000);
    Set<String> wanted = new TreeSet<>();
    for (String endpoint : LabAddresses.localEndpoints(version)) {
      wanted.add(canonical(endpoint + ' ' + target.address()));
    }
    Set<String> got = new TreeSet<>();
    lab.traffic().ask(Place.NODE_1, attempt).counts().keySet().stream()
        .map(IpvsTruthTableKernelTest::canonical)
        .forEach(got::add);
    if (!got.equals(wanted)) {
      deviations.add(version + ": " + one + "\n  wanted " + wanted + "\n  got    " + got);
    }
  }

  /** An answer with its addresses spelled in one way. */
  private static String canonical(String answer) {
    return Pattern.compile("[0-9a-f]*[.:][0-9a-f.:]*")
        .matcher(answer)
        .replaceAll(found -> IpAddress.parse(found.group()).toString());
  }
}
