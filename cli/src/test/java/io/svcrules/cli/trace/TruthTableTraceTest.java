// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.lab.CaseJudge;
import io.svcrules.iptables.lab.LabHost;
import io.svcrules.iptables.trace.Host;
import io.svcrules.iptables.trace.Tracer;
import io.svcrules.ipvs.trace.IpvsTracers;
import io.svcrules.model.Manifests;
import io.svcrules.model.Protocol;
import io.svcrules.model.random.LabServices;
import io.svcrules.testdata.traffic.IpVersion;
import io.svcrules.testdata.traffic.NodeOptions;
import io.svcrules.testdata.traffic.Outcome;
import io.svcrules.testdata.traffic.ServiceAddresses;
import io.svcrules.testdata.traffic.ServiceShape;
import io.svcrules.testdata.traffic.Target;
import io.svcrules.testdata.traffic.TrafficCase;
import io.svcrules.testdata.traffic.TruthTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Followed packets do what the table says, which real packets are held to as well. */
class TruthTableTraceTest {

  static Stream<NodeOptions> nodes() {
    return TruthTable.cases().stream().map(TrafficCase::options).distinct();
  }

  @ParameterizedTest
  @MethodSource("nodes")
  void rulesOfIptablesDoWhatTheTableSays(NodeOptions options) {
    Lab lab = Lab.of(options);
    List<String> deviations = new ArrayList<>();
    for (IpVersion version : IpVersion.values()) {
      Host host = LabHost.of(version);
      Tracer tracer = lab.rules().iptables(version, host);
      deviations.addAll(lab.deviations(version, host, tracer, (row, v) -> row.expected()));
    }
    assertEquals("", String.join("\n", deviations));
  }

  @ParameterizedTest
  @MethodSource("nodes")
  void virtualServersDoWhatTheTableSaysButForKnownDifferences(NodeOptions options) {
    Lab lab = Lab.of(options);
    List<String> deviations = new ArrayList<>();
    for (IpVersion version : IpVersion.values()) {
      Host host = LabHost.of(version);
      Tracer tracer = lab.rules().ipvs(version, host);
      deviations.addAll(
          lab.deviations(version, lab.bound(version, host), tracer, IpvsOutcomes::of));
    }
    assertEquals("", String.join("\n", deviations));
  }

  private record Lab(
      List<TrafficCase> rows, Map<ServiceShape, ServiceAddresses> services, LabRules rules) {

    static Lab of(NodeOptions options) {
      List<TrafficCase> rows =
          TruthTable.cases().stream().filter(row -> row.options().equals(options)).toList();
      Map<ServiceShape, ServiceAddresses> services =
          LabServices.addresses(0, rows.stream().map(TrafficCase::service).toList());
      Manifests objects = LabServices.objects(services);
      return new Lab(
          rows,
          services,
          new LabRules(
              options, options.largeCluster() ? LabServices.withManyEndpoints(objects) : objects));
    }

    /** The host with all addresses that IPVS mode binds. */
    Host bound(IpVersion version, Host host) {
      return IpvsTracers.bound(rules.ipvsState(version), host);
    }

    List<String> deviations(
        IpVersion version,
        Host host,
        Tracer tracer,
        BiFunction<TrafficCase, IpVersion, Outcome> expected) {
      List<String> deviations = new ArrayList<>();
      for (TrafficCase row : rows) {
        if (row.versions().contains(version)) {
          Target target = services.get(row.service()).target(version, row.client(), row.address());
          CaseJudge judge = new CaseJudge(row, version, target, expected.apply(row, version));
          for (Protocol protocol : Protocol.values()) {
            judge.deviation(tracer, host, protocol).ifPresent(deviations::add);
          }
        }
      }
      return deviations;
    }
  }
}
