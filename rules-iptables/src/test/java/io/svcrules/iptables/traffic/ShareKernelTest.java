// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.traffic;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.testdata.traffic.Address;
import io.svcrules.testdata.traffic.Answers;
import io.svcrules.testdata.traffic.Attempt;
import io.svcrules.testdata.traffic.Client;
import io.svcrules.testdata.traffic.IpVersion;
import io.svcrules.testdata.traffic.Place;
import io.svcrules.testdata.traffic.Policy;
import io.svcrules.testdata.traffic.ServiceAddresses;
import io.svcrules.testdata.traffic.ServiceShape;
import io.svcrules.testdata.traffic.Target;
import io.svcrules.testdata.traffic.Transport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Endpoints get equal shares of connections, by Pearson's χ² test.
 *
 * <p>One build makes 12 tests of four endpoints (three degrees of freedom) and 4 of two (one). With
 * equal shares the statistic exceeds 38 with a probability of 2.9 × 10^-8, or 30 with one of 4.4 ×
 * 10^-8: a false alarm comes less than once in a million builds. With 4,000 connections the
 * statistic of four endpoints of which one has 30 % instead of 25 % lies around 55.
 */
final class ShareKernelTest extends LabFixture {
  private static final int CONNECTIONS = 4_000;
  private static final int PATIENCE = 5_000;
  private static final double LIMIT_OF_FOUR = 38;
  private static final double LIMIT_OF_TWO = 30;

  /** Who asks where, and how many endpoints may answer. */
  private record Row(Client client, Address address, int endpoints) {
    private static final List<Row> ALL =
        List.of(
            new Row(Client.POD, Address.CLUSTER_IP, 4),
            new Row(Client.NODE, Address.CLUSTER_IP, 4),
            new Row(Client.POD_ON_OTHER_NODE, Address.EXTERNAL_IP, 4),
            new Row(Client.OUTSIDE, Address.NODE_PORT, 2));
  }

  @ParameterizedTest
  @EnumSource
  void endpointsGetEqualShares(Variant variant) {
    ServiceAddresses service = serve(variant, ServiceShape.of(Policy.CLUSTER, Policy.LOCAL));
    Map<Place, List<Attempt>> attempts = new EnumMap<>(Place.class);
    List<Executable> checks = new ArrayList<>();
    Map<Integer, Answers> answers = new HashMap<>();
    for (IpVersion version : IpVersion.values()) {
      for (Row row : Row.ALL) {
        int id = lab().newOrder();
        Target target = service.target(version, row.client(), row.address());
        attempts
            .computeIfAbsent(row.client().place(), place -> new ArrayList<>())
            .add(Attempt.of(id, Transport.TCP, target, CONNECTIONS, PATIENCE));
        checks.add(() -> check(version + " " + row, row, answers.get(id)));
      }
    }
    answers.putAll(lab().ask(attempts));
    assertAll(checks);
  }

  private static void check(String what, Row row, Answers answers) {
    Map<String, Integer> counts = answers.byEndpoint();
    assertEquals(CONNECTIONS, answers.total(), what);
    assertEquals(row.endpoints(), counts.size(), () -> what + ": " + counts);
    double limit = row.endpoints() == 2 ? LIMIT_OF_TWO : LIMIT_OF_FOUR;
    double statistic = chiSquared(counts.values().stream());
    assertTrue(statistic < limit, () -> what + ": " + counts + " gives " + statistic);
  }

  private static double chiSquared(Stream<Integer> counts) {
    List<Integer> observed = counts.toList();
    double expected = (double) CONNECTIONS / observed.size();
    return observed.stream().mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
  }
}
