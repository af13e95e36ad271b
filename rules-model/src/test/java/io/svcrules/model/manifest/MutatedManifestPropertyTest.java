// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MutatedManifestPropertyTest {
  private static final String CONFIG =
      """
      apiVersion: kubeproxy.config.k8s.io/v1alpha1
      kind: KubeProxyConfiguration
      mode: ipvs
      clusterCIDR: 10.244.0.0/16,fd00:244::/56
      iptables: {masqueradeAll: true, masqueradeBit: 15}
      ipvs: {excludeCIDRs: [198.51.100.0/24], tcpTimeout: 15m0s}
      """;

  @Property(tries = 10_000)
  void mutatedYamlIsReadOrReported(@ForAll Random random) {
    check(ClusterTexts.yaml(), random);
  }

  @Property(tries = 10_000)
  void mutatedJsonIsReadOrReported(@ForAll Random random) {
    check(ClusterTexts.json(), random);
  }

  @Property(tries = 2_000)
  void piecesOfSyntaxInAnyOrderAreReadOrReported(@ForAll Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i >= 0; i--) {
      text.append(Mutations.piece(random));
    }
    check(text.toString(), random);
  }

  private static void check(String text, Random random) {
    byte[] input = Mutations.of(text, random);
    ManifestSource source = new ManifestSource("x", () -> new ByteArrayInputStream(input));
    ManifestReading reading =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> ManifestReader.read(List.of(source)));
    for (Problem problem : reading.problems()) {
      assertFalse(problem.message().isBlank());
      assertTrue(problem.toString().startsWith("x:"));
      assertFalse(problem.toString().contains("\n"), problem.toString());
    }
  }

  @Property(tries = 1_000)
  void aMutatedConfigurationIsReadOrReported(@ForAll Random random) {
    byte[] bytes = Mutations.of(CONFIG, random);
    KubeProxyConfigReading reading =
        KubeProxyConfigReader.read(new ManifestSource("x", () -> new ByteArrayInputStream(bytes)));
    assertTrue(reading.config().isPresent() || !reading.problems().isEmpty());
  }
}
