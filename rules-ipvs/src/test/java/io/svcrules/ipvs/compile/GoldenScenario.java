// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import io.svcrules.iptables.compile.LocalDetector;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Node;
import io.svcrules.model.manifest.ManifestReader;
import io.svcrules.model.manifest.ManifestSource;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.resolve.ServiceTable;
import io.svcrules.testdata.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder that holds objects and what kube-proxy in IPVS mode left in a kernel for them. */
public record GoldenScenario(Path folder) {
  private static final List<Cidr> CLUSTER =
      List.of(Cidr.parse("10.244.0.0/16"), Cidr.parse("fd00:10:244::/56"));

  public static List<GoldenScenario> all() {
    try (Stream<Path> folders = Files.list(TestData.root().resolve("scenarios-ipvs"))) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("kube-proxy.ipvsadm")))
          .sorted()
          .map(GoldenScenario::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static GoldenScenario named(String name) {
    return new GoldenScenario(TestData.root().resolve("scenarios-ipvs").resolve(name));
  }

  public String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Manifests manifests() {
    return ManifestReader.read(List.of(ManifestSource.ofText("input.yaml", read("input.yaml"))))
        .manifests();
  }

  public IpvsConfigBuilder config() {
    return IpvsConfig.builder()
        .localFallback(read("args").contains("--ipvs-local-fallback"))
        .masqueradeAll(read("args").contains("--masquerade-all"))
        .localDetector(new LocalDetector.PodCidr(CLUSTER))
        .nodeAddresses(manifests().nodes().get(0).addresses());
  }

  public CompiledIpvs compile(IpFamily family, IpvsConfig config) {
    Manifests manifests = manifests();
    Node node = manifests.nodes().get(0);
    ServiceTable table = ServiceResolver.resolve(manifests, family, node, ResolveOptions.DEFAULT);
    return IpvsCompiler.compile(table, ServiceFacts.of(manifests), config);
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
