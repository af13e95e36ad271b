// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import io.svcrules.iptables.render.RulesRenderer;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Node;
import io.svcrules.model.manifest.ManifestReader;
import io.svcrules.model.manifest.ManifestSource;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.resolve.ServiceTable;
import io.svcrules.testdata.LargeCluster;
import java.io.IOException;
import java.io.OutputStream;
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

/** From resolved services to text, for clusters of several sizes with three endpoints each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgs = {"-Xms4g", "-Xmx4g", "-XX:+UseParallelGC"})
public class CompileBenchmark {
  private static final IptablesConfig CONFIG =
      IptablesConfig.DEFAULT.withLocalDetector(
          new LocalDetector.PodCidr(List.of(Cidr.parse("10.244.0.0/16"))));

  /** How many Services there are. */
  @Param({"1000", "5000", "20000"})
  public int services;

  private Manifests manifests;
  private ServiceTable table;
  private FragmentCompiler compiler;
  private ResolvedServicePort one;

  /** Makes the cluster. */
  @Setup
  public void makeCluster() throws IOException {
    StringBuilder json = new StringBuilder();
    new LargeCluster(services, 3).appendJson(json);
    manifests =
        ManifestReader.read(List.of(ManifestSource.ofText("cluster", json.toString()))).manifests();
    table = resolve();
    compiler = new FragmentCompiler(IpFamily.IPV4, CONFIG, table.endpointCount());
    one = table.ports().get(services / 2);
  }

  /** Which endpoints serve which service port. */
  @Benchmark
  public ServiceTable resolve() {
    return ServiceResolver.resolve(
        manifests, IpFamily.IPV4, Node.named("node-1"), ResolveOptions.DEFAULT);
  }

  /** All rules, as text. */
  @Benchmark
  public long compileAndPrint() throws IOException {
    Count count = new Count();
    RulesRenderer.writeRestoreInput(table, CONFIG, count);
    return count.bytes;
  }

  /** All rules, and then their text. */
  @Benchmark
  public long compileThenPrint() throws IOException {
    Count count = new Count();
    RulesetWriter.writeRestoreInput(IptablesCompiler.compile(table, CONFIG).ruleset(), count);
    return count.bytes;
  }

  /** What a change of one service port costs, whatever the cluster. */
  @Benchmark
  public Fragment compileOneServicePort() {
    return compiler.compile(one);
  }

  private static final class Count extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int from, int length) {
      bytes += length;
    }
  }
}
