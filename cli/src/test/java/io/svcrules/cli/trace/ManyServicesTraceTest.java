// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.trace.Device;
import io.svcrules.iptables.trace.Host;
import io.svcrules.iptables.trace.Probe;
import io.svcrules.iptables.trace.Surroundings;
import io.svcrules.iptables.trace.Tracer;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Node;
import io.svcrules.model.Protocol;
import io.svcrules.model.manifest.ManifestReader;
import io.svcrules.model.manifest.ManifestSource;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.resolve.ServiceTable;
import io.svcrules.testdata.LargeCluster;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManyServicesTraceTest {
  private static final int SERVICES = 20_000;

  /** What a trace may take on average once the code is warm. */
  private static final double MILLISECONDS = 5;

  /** With endpoints the rules are in table nat, without in table filter. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void aTraceDoesNotLookAtEveryService(int endpoints) throws IOException {
    ServiceTable services = services(endpoints);
    Tracer tracer =
        Tracer.of(
            IptablesCompiler.compile(services, IptablesConfig.DEFAULT).ruleset(),
            Surroundings.of(Host.of(List.of(IpAddress.parse("192.168.100.2")), List.of())));
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      best = Math.min(best, millisecondsPerTrace(tracer, services));
    }
    double measured = best;
    assertTrue(measured <= MILLISECONDS, () -> measured + " ms for each trace");
  }

  private static double millisecondsPerTrace(Tracer tracer, ServiceTable services) {
    int traces = 0;
    long start = System.nanoTime();
    for (int i = 0; i < services.ports().size(); i += 199) {
      ResolvedServicePort port = services.ports().get(i);
      IpAddress pod = IpAddress.parse("10.200.0.1");
      tracer.trace(
          Probe.received(Protocol.TCP, pod, port.clusterIp(), port.port(), Device.UNKNOWN));
      traces++;
    }
    return (System.nanoTime() - start) / 1e6 / traces;
  }

  private static ServiceTable services(int endpoints) throws IOException {
    StringBuilder text = new StringBuilder();
    new LargeCluster(SERVICES, endpoints).appendJson(text);
    Manifests manifests =
        ManifestReader.read(List.of(ManifestSource.ofText("large.json", text.toString())))
            .manifests();
    return ServiceResolver.resolve(
        manifests, IpFamily.IPV4, Node.named("node-1"), ResolveOptions.DEFAULT);
  }
}
