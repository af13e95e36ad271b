// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MutatedManifestPropertyTest {
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ": ",
          ",",
          "\"",
          "'",
          "- ",
          "? ",
          "|",
          ">",
          "|2",
          "&a ",
          "*a",
          "*s",
          "<<: *s\n",
          "!!int ",
          "!!binary ",
          "!x ",
          "---\n",
          "...\n",
          "%YAML 1.1\n",
          "%TAG ! x\n",
          "\t",
          "\n",
          "\r",
          "  ",
          "#",
          "null",
          "~",
          "true",
          "yes",
          "-1",
          "1e9",
          "0x1f",
          "1_0",
          "65536",
          "99999999999999999999",
          ".inf",
          ".nan",
          "\\u0000",
          "\\x",
          "\u0000",
          "\ufeff",
          "\u2028",
          "ä",
          "\ud83d\ude00",
          "items:",
          "kind: List\n",
          "\"items\": [",
          "@",
          "`",
          "=",
          "1:30",
          "2026-01-01");

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
      text.append(piece(random));
    }
    check(text.toString(), random);
  }

  private static void check(String text, Random random) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes = mutate(bytes, random);
    }
    byte[] input = bytes;
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
    byte[] bytes = mutate(CONFIG.getBytes(StandardCharsets.UTF_8), random);
    KubeProxyConfigReading reading =
        KubeProxyConfigReader.read(new ManifestSource("x", () -> new ByteArrayInputStream(bytes)));
    assertTrue(reading.config().isPresent() || !reading.problems().isEmpty());
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(12));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    switch (random.nextInt(6)) {
      case 0 -> out.writeBytes(Arrays.copyOf(bytes, from));
      case 1 -> splice(out, bytes, from, from, piece(random).getBytes(StandardCharsets.UTF_8));
      case 2 -> splice(out, bytes, from, to, piece(random).getBytes(StandardCharsets.UTF_8));
      case 3 -> splice(out, bytes, from, to, new byte[0]);
      case 4 -> splice(out, bytes, from, from, slice(bytes, random));
      default -> splice(out, bytes, from, to, new byte[] {(byte) random.nextInt(256)});
    }
    return out.toByteArray();
  }

  private static byte[] slice(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length + 1);
    return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + random.nextInt(200)));
  }

  private static void splice(
      ByteArrayOutputStream out, byte[] bytes, int from, int to, byte[] instead) {
    out.write(bytes, 0, from);
    out.writeBytes(instead);
    out.write(bytes, to, bytes.length - to);
  }

  private static String piece(Random random) {
    return PIECES.get(random.nextInt(PIECES.size()));
  }
}
