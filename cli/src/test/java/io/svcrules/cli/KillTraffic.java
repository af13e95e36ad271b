// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.testdata.kernel.NetworkNamespace;
import io.svcrules.testdata.traffic.Answers;
import io.svcrules.testdata.traffic.Attempt;
import io.svcrules.testdata.traffic.Peer;
import io.svcrules.testdata.traffic.Target;
import io.svcrules.testdata.traffic.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Real connections on a node where programs are killed: one process is its clients, and all
 * endpoints there may ever be. Whatever no rule leads elsewhere stays on the node, and is refused.
 */
final class KillTraffic implements AutoCloseable {
  private static final int PATIENCE = 2_000;
  private static final int SAMPLE = 40;

  private final Peer peer;
  private int orders;

  KillTraffic(NetworkNamespace node) {
    node.run("ip", "address", "add", "172.20.0.1/32", "dev", "lo").orFail();
    for (String network : List.of("10.96.0.0/16", "10.128.0.0/13")) {
      node.run("ip", "route", "add", "local", network, "dev", "lo", "src", "172.20.0.1").orFail();
    }
    this.peer = Peer.everywhere(node.name(), KillObjects.ENDPOINT_PORT);
  }

  /** The process of it all. */
  long pid() {
    return peer.pid();
  }

  /** Connections to some services reach an endpoint they have in one of the states, or nobody. */
  int assertNothingWrong(Random random, int services, KillObjects one, KillObjects other) {
    List<Integer> some = new ArrayList<>();
    for (int i = 0; i < SAMPLE; i++) {
      // The first ones are there in either state.
      int most = i % 2 == 0 ? one.services() : services;
      some.add(2 * random.nextInt(most / 2));
    }
    List<String> wrong = new ArrayList<>();
    int arrived = 0;
    for (Map.Entry<Integer, String> answer : ask(some).entrySet()) {
      int service = some.get(answer.getKey());
      String who = answer.getValue();
      boolean right = one.has(service, who) || other.has(service, who);
      arrived += right ? 1 : 0;
      if (!right && !who.equals("refused")) {
        wrong.add(KillObjects.clusterIp(service) + " -> " + who);
      }
    }
    assertEquals(List.of(), wrong, "traffic to a wrong place");
    return arrived;
  }

  /** Connections to all services reach an endpoint of theirs. */
  void assertAllArrive(KillObjects objects) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < objects.services(); i++) {
      if (KillObjects.isTcp(i)) {
        all.add(i);
      }
    }
    List<String> lost = new ArrayList<>();
    ask(all)
        .forEach(
            (order, who) -> {
              if (!objects.has(all.get(order), who)) {
                lost.add(KillObjects.clusterIp(all.get(order)) + " -> " + who);
              }
            });
    assertEquals(List.of(), lost);
  }

  /** Who answers, or what happens instead, by the place of the service in the list. */
  private Map<Integer, String> ask(List<Integer> services) {
    int first = orders;
    List<Attempt> attempts = new ArrayList<>();
    for (int service : services) {
      Target target = new Target(KillObjects.clusterIp(service), 80);
      attempts.add(Attempt.of(orders++, Transport.TCP, target, 1, PATIENCE));
    }
    Map<Integer, String> answers = new TreeMap<>();
    Map<Integer, Answers> all = peer.ask(attempts);
    all.forEach((order, answer) -> answers.put(order - first, answer.who().iterator().next()));
    return answers;
  }

  @Override
  public void close() {
    peer.close();
  }
}
