// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.compile.LocalDetector;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.manifest.ManifestReader;
import io.svcrules.model.manifest.ManifestSource;
import io.svcrules.model.random.RandomCluster;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.resolve.ServiceTable;
import io.svcrules.testdata.LargeCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The short way to text leads to the same text. */
class RulesRendererPropertyTest {
  private static final IptablesConfig CONFIG =
      IptablesConfig.DEFAULT.withLocalDetector(
          new LocalDetector.PodCidr(List.of(Cidr.parse("10.244.0.0/16"))));

  @Provide
  Arbitrary<Manifests> clusters() {
    return RandomCluster.any();
  }

  @Property(tries = 300)
  void theTextIsThatOfTheCompiledRules(@ForAll("clusters") Manifests cluster) throws IOException {
    for (IpFamily family : IpFamily.values()) {
      check(cluster, family);
    }
  }

  @Example
  void soItIsOfManyServices() throws IOException {
    StringBuilder json = new StringBuilder();
    new LargeCluster(3000, 3).appendJson(json);
    check(
        ManifestReader.read(List.of(ManifestSource.ofText("cluster", json.toString()))).manifests(),
        IpFamily.IPV4);
  }

  private static void check(Manifests cluster, IpFamily family) throws IOException {
    ServiceTable services =
        ServiceResolver.resolve(cluster, family, RandomCluster.NODE, ResolveOptions.DEFAULT);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    RulesRenderer.writeRestoreInput(services, CONFIG, text);
    assertEquals(
        RulesetWriter.restoreInput(IptablesCompiler.compile(services, CONFIG).ruleset()),
        text.toString(StandardCharsets.UTF_8));
  }
}
