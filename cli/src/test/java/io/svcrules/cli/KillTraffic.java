// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.testdata.kernel.NetworkNamespace;
import io.svcrules.testdata.traffic.Attempt;
import io.svcrules.testdata.traffic.Peer;
import io.svcrules.testdata.traffic.Target;
import io.svcrules.testdata.traffic.Transport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Real connections and datagrams of both families on a node where programs are killed: one process
 * is its clients, and all endpoints there may ever be. Whatever no rule leads elsewhere stays on
 * the node, and is refused.
 */
final class KillTraffic implements AutoCloseable {
  private static final int PATIENCE = 2_000;
  private static final int SAMPLE = 40;

  /** What somebody asks. */
  private record Question(IpFamily family, int service) {
    Transport transport() {
      return KillObjects.isTcp(service) ? Transport.TCP : Transport.UDP;
    }

    Attempt attempt(int order) {
      Target target = new Target(KillObjects.clusterIp(family, service), 80);
      return Attempt.of(order, transport(), target, 1, PATIENCE);
    }

    boolean mayBeAnsweredBy(KillObjects objects, String who) {
      return objects.endpoints(family, service).contains(who);
    }

    String got(String who) {
      return transport() + " " + KillObjects.clusterIp(family, service) + " -> " + who;
    }
  }

  private final KillObjects one;
  private final KillObjects other;
  private final Peer peer;
  private int orders;

  /**
   * Clients and endpoints.
   *
   * @param one the objects of which the node has the rules
   * @param other the objects of which it has the rules at other times
   */
  KillTraffic(NetworkNamespace node, KillObjects one, KillObjects other) {
    this.one = one;
    this.other = other;
    route(node);
    Set<String> datagrams = new TreeSet<>();
    for (KillObjects objects : List.of(one, other)) {
      for (int i = 0; i < objects.services(); i++) {
        for (IpFamily family : IpFamily.values()) {
          if (!KillObjects.isTcp(i)) {
            datagrams.addAll(objects.endpoints(family, i));
          }
        }
      }
    }
    this.peer = Peer.everywhere(node.name(), KillObjects.ENDPOINT_PORT, List.copyOf(datagrams));
  }

  private static void route(NetworkNamespace node) {
    node.run("ip", "address", "add", "172.20.0.1/32", "dev", "lo").orFail();
    for (String network : List.of("10.96.0.0/16", "10.128.0.0/13")) {
      node.run("ip", "route", "add", "local", network, "dev", "lo", "src", "172.20.0.1").orFail();
    }
    node.run("ip", "address", "add", "fd00:20::1/128", "dev", "lo", "nodad").orFail();
    node.run("ip", "route", "add", "local", "fd00::/16", "dev", "lo", "src", "fd00:20::1").orFail();
    // Sockets may have addresses that only routes make the node's own; and every refusal is said.
    node.run("sysctl", "-qw", "net.ipv6.ip_nonlocal_bind=1").orFail();
    node.run("sysctl", "-qw", "net.ipv4.icmp_ratemask=0", "net.ipv6.icmp.ratemask=").orFail();
  }

  /** The process of it all. */
  long pid() {
    return peer.pid();
  }

  /**
   * Whoever asks some services, by TCP or UDP, reaches an endpoint that they have in one of the
   * states, or nobody.
   *
   * @return how many questions of each family were answered
   */
  Map<IpFamily, Integer> assertNothingWrong(Random random) {
    List<Question> some = new ArrayList<>();
    for (int i = 0; i < SAMPLE; i++) {
      // The first ones are there in either state.
      int service = random.nextInt(i % 2 == 0 ? one.services() : other.services());
      for (IpFamily family : IpFamily.values()) {
        some.add(new Question(family, service));
      }
    }
    List<String> wrong = new ArrayList<>();
    Map<IpFamily, Integer> arrived = new EnumMap<>(IpFamily.class);
    List<String> answers = ask(some);
    for (int i = 0; i < answers.size(); i++) {
      Question question = some.get(i);
      String who = answers.get(i);
      if (question.mayBeAnsweredBy(one, who) || question.mayBeAnsweredBy(other, who)) {
        arrived.merge(question.family(), 1, Integer::sum);
      } else if (!who.equals("refused")) {
        wrong.add(question.got(who));
      }
    }
    assertEquals(List.of(), wrong, "traffic to a wrong place");
    return arrived;
  }

  /** Whoever asks any service reaches an endpoint of it. */
  void assertAllArrive(KillObjects objects) {
    List<Question> all = new ArrayList<>();
    for (int i = 0; i < objects.services(); i++) {
      for (IpFamily family : IpFamily.values()) {
        all.add(new Question(family, i));
      }
    }
    List<String> lost = new ArrayList<>();
    List<String> answers = ask(all);
    for (int i = 0; i < answers.size(); i++) {
      if (!all.get(i).mayBeAnsweredBy(objects, answers.get(i))) {
        lost.add(all.get(i).got(answers.get(i)));
      }
    }
    assertEquals(List.of(), lost);
  }

  /** Who answers each question, or what happens instead. */
  private List<String> ask(List<Question> questions) {
    List<Attempt> attempts = new ArrayList<>();
    for (Question question : questions) {
      attempts.add(question.attempt(orders++));
    }
    // Sorted by their orders.
    return peer.ask(attempts).values().stream()
        .map(answers -> spelled(answers.who().iterator().next()))
        .toList();
  }

  /** As we write addresses, not as the process does. */
  private static String spelled(String who) {
    return who.contains(":") && !who.contains(" ") ? IpAddress.parse(who).toString() : who;
  }

  @Override
  public void close() {
    peer.close();
  }
}
