// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Change;
import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.RulesetEditor;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.Verdict;
import io.svcrules.iptables.kernel.nft.OwnCommits;
import io.svcrules.iptables.plan.Cause;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.IptablesPlanner;
import io.svcrules.iptables.plan.NodeArbitraries;
import io.svcrules.iptables.plan.PlanStep;
import io.svcrules.iptables.plan.TablePlan;
import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.NetlinkSocket;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A filter that never reads the rules again, and still always knows them. */
final class NftLongLifeTest {
  private static final String THEIRS = "*filter\n-I INPUT -s 172.16.0.%d/32 -j RETURN\nCOMMIT\n";

  @Property(tries = 12)
  void whateverServicesBecomeTheKernelFollows(@ForAll long seed, @ForAll boolean remembering) {
    Random random = new Random(seed);
    try (NetlinkNode node = new NetlinkNode(IpFamily.IPV4, remembering ? 0 : 64)) {
      Ruleset current = node.filter().read();
      for (int step = 0; step < 15; step++) {
        if (random.nextInt(4) == 0) {
          String lines = THEIRS.formatted(step);
          node.load(lines);
          current =
              RulesetEditor.apply(
                  current, IptablesTextParser.parseInput(IpFamily.IPV4, lines).orThrow());
        }
        IptablesPlan plan =
            IptablesPlanner.plan(current, NodeArbitraries.desired(new Random(random.nextInt(200))));
        node.filter().apply(plan);
        current = RulesetEditor.apply(current, plan.restoreInput());
      }
      assertEquals(node.node().filter().read(), current);
    }
  }

  /** Deletions, then insertions from the top downwards, in chains short and long. */
  @Property(tries = 12)
  void positionsMeanWhatTheyMeanToIptables(@ForAll long seed) {
    Random random = new Random(seed);
    try (NetlinkNode node = new NetlinkNode(IpFamily.IPV4, 8)) {
      node.load("*nat\n:KUBE-A - [0:0]\nCOMMIT\n");
      Ruleset current = node.filter().read();
      for (int step = 0; step < 25; step++) {
        List<PlanStep> steps = new ArrayList<>();
        List<Rule> rules =
            new ArrayList<>(current.table(Table.NAT).chain("KUBE-A").orElseThrow().rules());
        delete(random, rules, steps);
        insert(random, rules, steps);
        node.filter().apply(plan(steps));
        current = RulesetEditor.apply(current, plan(steps).restoreInput());
        assertEquals(rules, current.table(Table.NAT).chain("KUBE-A").orElseThrow().rules());
      }
      assertEquals(node.node().filter().read(), current);
    }
  }

  private static IptablesPlan plan(List<PlanStep> steps) {
    return new IptablesPlan(
        IpFamily.IPV4, List.of(new TablePlan(Table.NAT, List.of(), steps)), new TreeSet<>());
  }

  private static void delete(Random random, List<Rule> rules, List<PlanStep> steps) {
    for (int i = random.nextInt(4); i > 0 && !rules.isEmpty(); i--) {
      int position = random.nextInt(rules.size());
      boolean byText = random.nextBoolean();
      Change change =
          byText
              ? new Change.DeleteRule("KUBE-A", rules.get(position))
              : new Change.DeleteRuleAt("KUBE-A", position + 1);
      steps.add(new PlanStep(change, Cause.Common.EXTRA));
      rules.remove(byText ? rules.indexOf(rules.get(position)) : position);
    }
  }

  private static void insert(Random random, List<Rule> rules, List<PlanStep> steps) {
    for (int position = 0; position <= rules.size(); position += 1 + random.nextInt(6)) {
      Rule rule = Rule.of(Verdict.RETURN, new CommentMatch("rule " + random.nextInt(30)));
      boolean replace = position < rules.size() && random.nextInt(5) == 0;
      steps.add(
          new PlanStep(
              replace
                  ? new Change.Replace("KUBE-A", position + 1, rule)
                  : new Change.Insert("KUBE-A", position + 1, rule),
              Cause.Common.EXTRA));
      if (replace) {
        rules.set(position, rule);
      } else {
        rules.add(position, rule);
      }
    }
  }

  @Test
  void aSmallChangeOfALongTableReadsNextToNothing() {
    AtomicLong received = new AtomicLong();
    try (NamespaceNode node = new NamespaceNode(IpFamily.IPV4, IptablesVariant.NFT)) {
      JnrSocketOpener opener =
          JnrSocketOpener.of(NetlinkProtocol.NETFILTER).inNamespace(node.namespace().name());
      try (NftPacketFilter filter =
          new NftPacketFilter(
              IpFamily.IPV4,
              () -> new CountingSocket(opener.open(), received),
              node.runner(),
              new OwnCommits())) {
        Ruleset current = filter.read();
        IptablesPlan load = IptablesPlanner.plan(current, SampleServices.of(IpFamily.IPV4, 300, 2));
        filter.apply(load);
        current = RulesetEditor.apply(current, load.restoreInput());
        for (int missing = 0; missing < 4; missing++) {
          received.set(0);
          IptablesPlan plan =
              IptablesPlanner.plan(
                  current, SampleServices.without(IpFamily.IPV4, 300, 2, Set.of(missing)));
          filter.apply(plan);
          current = RulesetEditor.apply(current, plan.restoreInput());
          // The first one learns the handles of the shared chain, of 500 bytes for each service.
          long most = missing == 0 ? 400_000 : 20_000;
          assertTrue(received.get() < most, received.get() + " bytes");
        }
        assertEquals(node.filter().read(), current);
      }
    }
  }

  /** Counts the bytes of answers. */
  private record CountingSocket(NetlinkSocket socket, AtomicLong received)
      implements NetlinkSocket {
    @Override
    public void send(byte[] bytes, int length) {
      socket.send(bytes, length);
    }

    @Override
    public int receive(byte[] buffer) {
      int length = socket.receive(buffer);
      received.addAndGet(length);
      return length;
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  @Test
  void changesOfOthersAtTheSameTimeAreNeitherLostNorHarmful() throws Exception {
    try (NetlinkNode node = new NetlinkNode(IpFamily.IPV4)) {
      node.load("*nat\n:THEIRS - [0:0]\nCOMMIT\n");
      Thread others =
          new Thread(
              () -> {
                for (int i = 0; i < 60; i++) {
                  node.load("*nat\n-A THEIRS -s 172.16.0." + i + "/32 -j RETURN\nCOMMIT\n");
                }
              });
      others.start();
      Ruleset current = node.filter().read();
      for (int missing = 0; others.isAlive() || missing < 20; missing++) {
        IptablesPlan plan =
            IptablesPlanner.plan(
                current, SampleServices.without(IpFamily.IPV4, 20, 2, Set.of(missing % 20)));
        node.filter().apply(plan);
        current = RulesetEditor.apply(current, plan.restoreInput());
      }
      others.join();
      Ruleset after = node.node().filter().read();
      assertEquals(60, after.table(Table.NAT).chain("THEIRS").orElseThrow().rules().size());
      assertEquals(
          current.table(Table.NAT).chain("KUBE-SERVICES"),
          after.table(Table.NAT).chain("KUBE-SERVICES"));
      assertEquals(after, node.filter().read());
    }
  }
}
