// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Change;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.RestoreInput;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableChanges;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.Verdict;
import io.svcrules.iptables.compile.ChainRole;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.plan.CleanupPlanner;
import io.svcrules.iptables.plan.IptablesPlanner;
import io.svcrules.iptables.plan.NodeArbitraries;
import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * What happens to a node, step by step: services change, others change their rules and ours. After
 * each step the node must hold what it should. States are drawn from a few, so that they come back.
 */
public final class NodeLife {
  private static final List<Table> TABLES = List.of(Table.FILTER, Table.NAT);

  private final TestNode node;
  private final NodeKeeper keeper;
  private Ruleset now;
  private int steps;

  /** The life of a node that each change is applied to by itself. */
  NodeLife(TestNode node) {
    this(node, new ApplierKeeper(node));
  }

  /** The life of a node that somebody keeps. */
  public NodeLife(TestNode node, NodeKeeper keeper) {
    this.node = node;
    this.keeper = keeper;
    node.load(
        """
        *filter
        :DOCKER - [0:0]
        COMMIT
        *nat
        :DOCKER - [0:0]
        COMMIT
        *mangle
        -A FORWARD -j ACCEPT
        COMMIT
        """);
    this.now = node.filter().read();
  }

  /** How much has happened. */
  public int steps() {
    return steps;
  }

  /** The services become others. */
  public void servicesChange(long seed) {
    keeper.servicesChange(new Random(seed));
    converge(keeper::follow);
  }

  /** Others put rules before, among and behind ours, and into their own chain. */
  public void othersAddRules(long seed) {
    Random random = new Random(seed);
    List<TableChanges> edits = new ArrayList<>();
    for (Table table : TABLES) {
      List<Change> changes = new ArrayList<>();
      for (String hook : table.builtInChains()) {
        int last = rules(now, table, hook).size() + 1;
        Rule rule = NodeArbitraries.foreignRule(random, true);
        changes.add(new Change.Insert(hook, 1 + random.nextInt(last), rule));
      }
      changes.add(new Change.Append("DOCKER", NodeArbitraries.foreignRule(random, false)));
      edits.add(new TableChanges(table, changes));
    }
    load(edits);
    converge(keeper::repair);
  }

  /** Others take away some of their rules. */
  public void othersDeleteRules(long seed) {
    Random random = new Random(seed);
    List<TableChanges> edits = new ArrayList<>();
    for (Table table : TABLES) {
      List<Change> changes = new ArrayList<>();
      for (Chain chain : now.table(table).chains().values()) {
        List<Rule> theirs =
            chain.rules().stream().filter(rule -> !rule.toString().contains("KUBE-")).toList();
        boolean mayGo = ChainRole.of(table, chain.name()) != ChainRole.SERVICE;
        if (mayGo && !theirs.isEmpty() && random.nextBoolean()) {
          Rule gone = theirs.get(random.nextInt(theirs.size()));
          changes.add(new Change.DeleteRule(chain.name(), gone));
        }
      }
      edits.add(new TableChanges(table, changes));
    }
    load(edits);
    converge(keeper::repair);
  }

  /** Others spoil one of our chains in each table, and one of our jumps. */
  public void othersSpoilOurs(long seed) {
    Random random = new Random(seed);
    List<TableChanges> edits = new ArrayList<>();
    for (Table table : TABLES) {
      List<Change> changes = new ArrayList<>();
      List<Chain> ours =
          now.table(table).chains().values().stream().filter(c -> isOurs(table, c)).toList();
      if (!ours.isEmpty()) {
        spoil(ours.get(random.nextInt(ours.size())), random, changes);
      }
      for (Rule rule : rules(now, table, "OUTPUT")) {
        if (rule.toString().contains("-j KUBE-") && random.nextBoolean()) {
          changes.add(new Change.DeleteRule("OUTPUT", rule));
          break;
        }
      }
      edits.add(new TableChanges(table, changes));
    }
    load(edits);
    converge(keeper::repair);
  }

  private static void spoil(Chain chain, Random random, List<Change> changes) {
    switch (random.nextInt(4)) {
      case 0 -> changes.add(new Change.Flush(chain.name()));
      case 1 -> changes.add(new Change.Insert(chain.name(), 1, Rule.of(Verdict.RETURN)));
      case 2 -> changes.add(new Change.Append(chain.name(), Rule.of(new Jump("DOCKER"))));
      default -> {
        if (!chain.rules().isEmpty()) {
          changes.add(
              new Change.DeleteRuleAt(chain.name(), 1 + random.nextInt(chain.rules().size())));
        }
      }
    }
  }

  /** Everything of ours goes, and comes back with the next step. */
  public void cleanup() {
    List<String> others = node.savedOfOthers();
    node.filter().apply(CleanupPlanner.plan(now));
    String saved = look();
    assertTrue(!saved.contains("KUBE-"), saved);
    assertEquals(others, TestNode.ofOthers(saved));
    steps++;
  }

  /** Work that must make the node right, and leave all others alone. */
  public void converge(Runnable work) {
    List<String> others = node.savedOfOthers();
    work.run();
    CompiledRuleset desired = keeper.desired();
    String saved = look();
    assertTrue(IptablesPlanner.plan(now, desired).isEmpty(), "a second apply changes nothing");
    assertEquals(others, TestNode.ofOthers(saved));
    assertEquals(ours(desired.ruleset()), ours(now));
    steps++;
  }

  private String look() {
    String saved = node.saved();
    now = IptablesTextParser.parseSaved(IpFamily.IPV4, saved).orThrow();
    return saved;
  }

  private void load(List<TableChanges> changes) {
    node.load(new RestoreInput(IpFamily.IPV4, changes).toString());
  }

  private static boolean isOurs(Table table, Chain chain) {
    return switch (ChainRole.of(table, chain.name())) {
      case DISPATCH, STATIC, SERVICE -> true;
      case HOOK, KUBELET, FOREIGN -> false;
    };
  }

  private static List<Rule> rules(Ruleset ruleset, Table table, String chain) {
    return ruleset.table(table).chain(chain).map(Chain::rules).orElse(List.of());
  }

  /** Our chains with their rules; those of shared chains sorted, as their order is a choice. */
  private static Map<String, List<String>> ours(Ruleset ruleset) {
    Map<String, List<String>> all = new TreeMap<>();
    for (TableRules table : ruleset.tables().values()) {
      for (Chain chain : table.chains().values()) {
        if (isOurs(table.table(), chain)) {
          List<String> rules = new ArrayList<>();
          chain.rules().forEach(rule -> rules.add(rule.toString()));
          if (ChainRole.of(table.table(), chain.name()) == ChainRole.DISPATCH) {
            rules.sort(null);
          }
          all.put(table.table() + " " + chain.name(), rules);
        }
      }
    }
    return all;
  }
}
