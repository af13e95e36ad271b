// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.compile.LocalDetector;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
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
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One packet through the rules of clusters of several sizes with three endpoints each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TraceBenchmark {
  /** How many Services there are. */
  @Param({"1000", "20000"})
  public int services;

  private Tracer tracer;
  private List<ResolvedServicePort> ports;
  private int next;

  /** Makes the rules. */
  @Setup
  public void makeRules() throws IOException {
    StringBuilder json = new StringBuilder();
    new LargeCluster(services, 3).appendJson(json);
    ServiceTable table =
        ServiceResolver.resolve(
            ManifestReader.read(List.of(ManifestSource.ofText("cluster", json.toString())))
                .manifests(),
            IpFamily.IPV4,
            Node.named("node-1"),
            ResolveOptions.DEFAULT);
    IptablesConfig config =
        IptablesConfig.DEFAULT.withLocalDetector(
            new LocalDetector.PodCidr(List.of(Cidr.parse("10.244.0.0/16"))));
    tracer =
        Tracer.of(
            IptablesCompiler.compile(table, config).ruleset(),
            Surroundings.of(Host.of(List.of(IpAddress.parse("192.0.2.11")), List.of())));
    ports = table.ports();
  }

  /** From outside to one cluster IP after the other. */
  @Benchmark
  public Trace trace() {
    ResolvedServicePort port = ports.get(next++ % ports.size());
    return tracer.trace(
        Probe.received(
            Protocol.TCP,
            IpAddress.parse("198.51.100.7"),
            port.clusterIp(),
            port.port(),
            Device.UNKNOWN));
  }
}
