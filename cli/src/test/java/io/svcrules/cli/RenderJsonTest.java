// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RenderJsonTest {
  private static final String SAMPLE = CliRun.SAMPLES.resolve("shop.yaml").toString();

  private static String render(String... more) {
    return CliRun.in(Path.of(""), "", concat(more)).out();
  }

  private static String[] concat(String... more) {
    return Stream.concat(List.of("render", "-f", SAMPLE).stream(), List.of(more).stream())
        .toArray(String[]::new);
  }

  private static List<String> values(String json, String field) {
    String start = "\"" + field + "\": \"";
    return json.lines()
        .map(String::strip)
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length(), line.lastIndexOf('"')))
        .map(value -> value.replace("\\\"", "\""))
        .toList();
  }

  @Test
  void everyRuleStandsInItOnceAndHasAReason() {
    String json = render("-o", "json");
    List<String> rules = values(json, "rule").stream().sorted().toList();
    List<String> printed =
        render()
            .lines()
            .filter(line -> line.startsWith("-"))
            .map(line -> line.split(" ", 3)[2])
            .sorted()
            .toList();
    assertEquals(printed, rules);
    assertEquals(rules.size(), values(json, "reason").size());
  }

  @Test
  void servicesAreNamedWithTheirAddressesAndEndpoints() {
    String json = render("-o", "json", "-n", "shop", "-l", "app=web");
    assertEquals(List.of("svcrules.io/v1alpha1"), values(json, "apiVersion"));
    assertEquals(List.of("RenderedRules"), values(json, "kind"));
    assertEquals(List.of("worker-1"), values(json, "node"));
    assertEquals(List.of("IPv4"), values(json, "family"));
    assertEquals(List.of("shop"), values(json, "namespace"));
    assertEquals(List.of("http"), values(json, "portName"));
    assertEquals(List.of("TCP"), values(json, "protocol"));
    assertEquals(List.of("10.96.1.10"), values(json, "clusterIP"));
    assertTrue(json.contains("\"nodePort\": 30080"), json);
    assertTrue(json.contains("\"203.0.113.10\""), json);
    assertTrue(values(json, "field").contains("spec.loadBalancerSourceRanges"), json);
    assertTrue(json.replaceAll("\\s+", "").contains("\"local\":[\"10.244.1.10:8080\"]"), json);
  }

  @Test
  void servicesWithoutRulesAreListedWithTheReason() {
    String json = render("-o", "json", "--family=ipv6");
    assertTrue(values(json, "reason").contains("has no cluster IP of this family"), json);
  }
}
