// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.model.IpFamily;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Processes of the command are killed with signal 9 at any moment, with iptables or without: no
 * service is ever half there in IPv4 or IPv6, no connection and no datagram ends at a wrong place,
 * nothing of others is lost, and the next run repairs all: then all of them arrive.
 */
class KilledApplyKernelTest {
  private static final int KILLS = 25;

  /** The longest time from the first change to the end, in milliseconds: about two rounds. */
  private static final int LATEST = 2_000;

  private static final KillObjects FEW = new KillObjects(40, 0, 2);

  /** So many that iptables-nft loads them in several pieces; some endpoints are the same. */
  private static final KillObjects MANY = new KillObjects(560, 1, 3);

  private static final String FOREIGN =
      """
      *filter
      :DOCKER - [0:0]
      -A INPUT -p tcp -m comment --comment "theirs" -j DOCKER
      -A DOCKER -p udp -j DROP
      COMMIT
      *nat
      :DOCKER - [0:0]
      -A PREROUTING -p udp -j DOCKER
      -A OUTPUT -p udp -j RETURN
      -A POSTROUTING -p udp -m udp --dport 53 -j RETURN
      COMMIT
      *mangle
      -A FORWARD -p udp -j ACCEPT
      COMMIT
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void noServiceIsEverHalfThereAndTheNextRunRepairsAll(IptablesVariant variant) throws Exception {
    String few = FEW.write(folder.resolve("few.json")).toString();
    String many = MANY.write(folder.resolve("many.json")).toString();
    try (KillNode node = new KillNode(variant, folder);
        KillTraffic traffic = new KillTraffic(node.namespace(), FEW, MANY)) {
      node.load(FOREIGN);
      final List<String> foreign = node.foreign();
      final Map<IpFamily, Ruleset> withFew = applied(node, few);
      traffic.assertAllArrive(FEW);
      final Map<IpFamily, Ruleset> withMany = applied(node, many);
      traffic.assertAllArrive(MANY);
      Random random = new Random(20261121);
      int inside = 0;
      Map<IpFamily, Integer> arrived = new EnumMap<>(IpFamily.class);
      for (int i = 0; i < KILLS; i++) {
        inside += killed(node, variant, random, traffic.pid(), few, many) ? 1 : 0;
        traffic
            .assertNothingWrong(random)
            .forEach((f, count) -> arrived.merge(f, count, Integer::sum));
        assertEquals(foreign, node.foreign(), "after kill " + i);
        Map<IpFamily, Ruleset> now = node.read();
        now.forEach(
            (family, rules) -> assertWhole(rules, withFew.get(family), withMany.get(family)));
        if (i % 3 == 0) {
          applied(node, i % 2 == 0 ? few : many);
          traffic.assertAllArrive(i % 2 == 0 ? FEW : MANY);
          assertEquals(foreign, node.foreign(), "after the repair of kill " + i);
        }
      }
      assertTrue(inside > KILLS / 2, "only " + inside + " were killed at work");
      assertEquals(Set.of(IpFamily.values()), arrived.keySet());
      arrived.forEach((f, n) -> assertTrue(n > KILLS, "only " + n + " of " + f + " arrived"));
      assertEverythingComesAndGoes(node, variant, few, foreign);
    }
  }

  /** Applies, and proves that nothing is left to do. */
  private static Map<IpFamily, Ruleset> applied(KillNode node, String file) {
    CliRun run = node.run("apply", "-f", file);
    assertEquals(0, run.status(), run.err());
    CliRun again = node.run("diff", "-f", file);
    assertEquals(0, again.status(), again.err() + again.out());
    return node.read();
  }

  /** Kills a program after a while. Returns whether it was at work. */
  private static boolean killed(
      KillNode node, IptablesVariant variant, Random random, long staying, String... files)
      throws Exception {
    String[] args = {variant.word(), files[0], files[1], files[0]};
    Process program = node.start(ApplyLoop.class, args);
    BufferedReader said =
        new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
    assertEquals(ApplyLoop.BEGIN, said.readLine(), "the program starts");
    Thread.sleep(random.nextInt(LATEST));
    List<ProcessHandle> children =
        random.nextBoolean() ? program.descendants().toList() : List.of();
    // Not by way of the process itself, which would close what it said.
    program.toHandle().destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    assertTrue(program.waitFor(10, TimeUnit.SECONDS));
    node.awaitSilence(staying);
    String last = ApplyLoop.BEGIN;
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      assertTrue(line.equals(ApplyLoop.BEGIN) || line.equals(ApplyLoop.END + 0), line);
      last = line;
    }
    return last.equals(ApplyLoop.BEGIN);
  }

  /** Wherever rules lead a packet, it is where one of the two states leads it. */
  private static void assertWhole(Ruleset now, Ruleset one, Ruleset other) {
    for (String dispatch : List.of("KUBE-SERVICES", "KUBE-NODEPORTS")) {
      for (Rule rule : rules(now, dispatch)) {
        assertTrue(
            rules(one, dispatch).contains(rule) || rules(other, dispatch).contains(rule),
            () -> "nobody asked for " + rule);
        String chain = rule.target().calledChain().orElseThrow();
        if (!chain.equals("KUBE-NODEPORTS")) {
          Map<String, List<Rule>> found = reachable(now, chain);
          assertTrue(
              found.equals(reachable(one, chain)) || found.equals(reachable(other, chain)),
              () -> "half there: " + found);
        }
      }
    }
  }

  private static List<Rule> rules(Ruleset ruleset, String chain) {
    return ruleset.table(Table.NAT).chain(chain).map(Chain::rules).orElse(List.of());
  }

  private static Map<String, List<Rule>> reachable(Ruleset ruleset, String first) {
    Map<String, List<Rule>> found = new TreeMap<>();
    Deque<String> left = new ArrayDeque<>(List.of(first));
    while (!left.isEmpty()) {
      String chain = left.pop();
      if (found.put(chain, rules(ruleset, chain)) == null) {
        rules(ruleset, chain).forEach(rule -> rule.target().calledChain().ifPresent(left::push));
      }
    }
    return found;
  }

  private static void assertEverythingComesAndGoes(
      KillNode node, IptablesVariant variant, String file, List<String> foreign) throws Exception {
    completed(node, "apply", "-f", file, "--iptables-variant=" + variant.word());
    assertEquals("1", node.routeLocalnet());
    completed(node, "cleanup", "--iptables-variant=" + variant.word());
    assertEquals("0", node.routeLocalnet(), "whichever run had set it, killed or not");
    assertEquals(foreign, node.foreign());
    for (IpFamily family : IpFamily.values()) {
      assertTrue(!node.saved(family).contains("KUBE-"), node.saved(family));
    }
  }

  private static void completed(KillNode node, String... args) throws Exception {
    Process program = node.start(Main.class, args);
    assertTrue(program.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, program.exitValue());
  }
}
