// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.compile.LocalDetector;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.model.Cidr;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Node;
import io.svcrules.model.Service;
import io.svcrules.model.manifest.ManifestReader;
import io.svcrules.model.manifest.ManifestSource;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.sync.ClusterChange;
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

/**
 * From changed objects to the plan for the kernel, which itself costs nothing here, for clusters of
 * several sizes with three endpoints each.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+UseParallelGC"})
public class SyncBenchmark {
  private static final Node NODE = Node.named("node-1");
  private static final IptablesConfig CONFIG =
      IptablesConfig.DEFAULT.withLocalDetector(
          new LocalDetector.PodCidr(List.of(Cidr.parse("10.244.0.0/16"))));

  /** How many Services there are. */
  @Param({"1", "1000", "20000"})
  public int services;

  private Manifests manifests;
  private Syncer syncer;
  private int turn;

  /** Brings the node to what it should hold. */
  @Setup
  public void makeCluster() throws IOException {
    StringBuilder json = new StringBuilder();
    new LargeCluster(services, 3).appendJson(json);
    manifests =
        ManifestReader.read(List.of(ManifestSource.ofText("cluster", json.toString()))).manifests();
    Ruleset held =
        IptablesCompiler.compile(
                ServiceResolver.resolve(manifests, IpFamily.IPV4, NODE, ResolveOptions.DEFAULT),
                CONFIG)
            .ruleset();
    syncer =
        new Syncer(
            List.of(new PatientFilter(held)),
            NODE,
            SyncSettings.of(ResolveOptions.DEFAULT, CONFIG));
    syncer.add(new ClusterChange.Replace(manifests));
    syncer.sync();
  }

  /** An endpoint of one Service goes, or comes back. */
  @Benchmark
  public SyncReport oneEndpoint() {
    turn++;
    syncer.add(change(manifests.slices().get(services / 2)));
    return syncer.sync();
  }

  /** A Service goes, or comes back. */
  @Benchmark
  public SyncReport oneService() {
    turn++;
    Service service = manifests.services().get(services / 2);
    syncer.add(
        turn % 2 == 0
            ? new ClusterChange.SetService(service)
            : new ClusterChange.RemoveService(service.name()));
    return syncer.sync();
  }

  /** An endpoint goes, or comes back, of a hundred Services, or of all if there are fewer. */
  @Benchmark
  public SyncReport hundredEndpoints() {
    turn++;
    for (int i = 0; i < Math.min(100, services); i++) {
      syncer.add(change(manifests.slices().get(i)));
    }
    return syncer.sync();
  }

  private ClusterChange change(EndpointSlice slice) {
    return new ClusterChange.SetSlice(
        turn % 2 == 0
            ? slice
            : new EndpointSlice(
                slice.name(),
                slice.labels(),
                slice.addressType(),
                slice.ports(),
                slice.endpoints().subList(1, slice.endpoints().size())));
  }

  /** A kernel that agrees with everything. */
  private record PatientFilter(Ruleset held) implements PacketFilter {
    @Override
    public IpFamily family() {
      return held.family();
    }

    @Override
    public Ruleset read() {
      return held;
    }

    @Override
    public void apply(IptablesPlan plan) {}
  }
}
