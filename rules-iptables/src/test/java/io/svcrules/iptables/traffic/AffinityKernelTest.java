// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.traffic;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.svcrules.testdata.traffic.Address;
import io.svcrules.testdata.traffic.Answers;
import io.svcrules.testdata.traffic.Attempt;
import io.svcrules.testdata.traffic.Client;
import io.svcrules.testdata.traffic.IpVersion;
import io.svcrules.testdata.traffic.LabAddresses;
import io.svcrules.testdata.traffic.Place;
import io.svcrules.testdata.traffic.Policy;
import io.svcrules.testdata.traffic.ServiceAddresses;
import io.svcrules.testdata.traffic.ServiceShape;
import io.svcrules.testdata.traffic.Target;
import io.svcrules.testdata.traffic.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * With affinity each client keeps its endpoint while it asks often enough. The same clients ask in
 * three rounds: the first half keeps asking, the other half stays away for longer than the
 * time-out.
 */
final class AffinityKernelTest extends LabFixture {
  private static final int TIME_OUT = 4;

  /** Together they ask all four endpoints, but in 4 × 0.75^100 = 10^-12 of all builds. */
  private static final int CLIENTS = 100;

  private static final int QUESTIONS = 5;
  private static final int PATIENCE = 5_000;
  private static final int ROUNDS = 6;
  private static final int MILLIS_BETWEEN_ROUNDS = 1_000;

  @ParameterizedTest
  @EnumSource
  void aClientKeepsItsEndpointUntilItStaysAwayForTooLong(Variant variant)
      throws InterruptedException {
    ServiceAddresses service =
        serve(variant, ServiceShape.of(Policy.CLUSTER, Policy.CLUSTER).withAffinity(TIME_OUT));
    List<List<String>> atFirst = ask(service, 1, CLIENTS);
    List<List<String>> busy = ask(service, 1, CLIENTS / 2);
    for (int round = 0; round < ROUNDS; round++) {
      Thread.sleep(MILLIS_BETWEEN_ROUNDS);
      assertEquals(busy, ask(service, 1, CLIENTS / 2), "who keeps asking is not moved");
    }
    List<List<String>> late = ask(service, CLIENTS / 2 + 1, CLIENTS);
    assertAll(
        () -> assertEquals(firstHalves(atFirst), busy, "who asks again is not moved"),
        () -> atFirst.forEach(AffinityKernelTest::assertAllFour),
        // All 50 of a family stay with a probability of 0.25^50 = 10^-30.
        () -> assertNotEquals(secondHalves(atFirst).get(0), late.get(0), "IPv4 clients may move"),
        () -> assertNotEquals(secondHalves(atFirst).get(1), late.get(1), "IPv6 clients may move"));
  }

  private static List<List<String>> firstHalves(List<List<String>> families) {
    return families.stream().map(family -> family.subList(0, CLIENTS / 2)).toList();
  }

  private static List<List<String>> secondHalves(List<List<String>> families) {
    return families.stream().map(family -> family.subList(CLIENTS / 2, CLIENTS)).toList();
  }

  private static void assertAllFour(List<String> endpoints) {
    assertEquals(4, new TreeSet<>(endpoints).size(), endpoints::toString);
  }

  /** For each family, the endpoint that each client reaches. */
  private List<List<String>> ask(ServiceAddresses service, int first, int last) {
    List<List<Integer>> ids = new ArrayList<>();
    List<Attempt> attempts = new ArrayList<>();
    for (IpVersion version : IpVersion.values()) {
      List<Integer> own = new ArrayList<>();
      Target target = service.target(version, Client.OUTSIDE, Address.EXTERNAL_IP);
      for (int client = first; client <= last; client++) {
        int id = lab().newOrder();
        own.add(id);
        attempts.add(
            Attempt.of(id, Transport.TCP, target, QUESTIONS, PATIENCE)
                .from(LabAddresses.crowdAddress(version, client)));
      }
      ids.add(own);
    }
    Map<Integer, Answers> answers = lab().ask(Map.of(Place.OUTSIDE, attempts));
    return ids.stream()
        .map(own -> own.stream().map(id -> onlyOne(answers.get(id))).toList())
        .toList();
  }

  private static String onlyOne(Answers answers) {
    Set<String> who = answers.who();
    assertEquals(1, who.size(), () -> "one client, one endpoint: " + answers);
    return who.iterator().next();
  }
}
