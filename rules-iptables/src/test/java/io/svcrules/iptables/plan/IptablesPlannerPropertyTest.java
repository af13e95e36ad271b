// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.ChainGraph;
import io.svcrules.iptables.Change;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.RulesetEditor;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.check.StructureCheck;
import io.svcrules.iptables.compile.ChainRole;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class IptablesPlannerPropertyTest {

  @Provide
  Arbitrary<CompiledRuleset> desired() {
    return NodeArbitraries.desired();
  }

  @Provide
  Arbitrary<Ruleset> foreign() {
    return NodeArbitraries.foreign();
  }

  @Property(tries = 500)
  void aSecondPlanIsEmpty(
      @ForAll("foreign") Ruleset foreign,
      @ForAll("desired") CompiledRuleset before,
      @ForAll("desired") CompiledRuleset after) {
    Ruleset node = applied(applied(foreign, before), after);
    IptablesPlan second = IptablesPlanner.plan(node, after);
    assertTrue(second.isEmpty(), second::toString);
    assertEquals(List.of(), ownFindings(node));
  }

  @Property(tries = 300)
  void editsOfOthersAreRepaired(@ForAll("desired") CompiledRuleset desired, @ForAll long seed) {
    Ruleset edited = edited(applied(empty(), desired), new Random(seed));
    Ruleset repaired = applied(edited, desired);
    IptablesPlan second = IptablesPlanner.plan(repaired, desired);
    assertTrue(second.isEmpty(), second::toString);
  }

  @Property(tries = 300)
  void onAFreshNodeThePlanMakesExactlyTheRuleset(@ForAll("desired") CompiledRuleset desired) {
    assertEquals(desired.ruleset(), applied(empty(), desired));
  }

  @Property(tries = 300)
  void rulesOfOthersStayAsTheyAre(
      @ForAll("foreign") Ruleset foreign,
      @ForAll("desired") CompiledRuleset before,
      @ForAll("desired") CompiledRuleset after) {
    Ruleset node = applied(applied(foreign, before), after);
    assertEquals(foreign, withoutOurs(node));
  }

  @Property(tries = 300)
  void cleanupLeavesTheNodeAsItWas(
      @ForAll("foreign") Ruleset foreign, @ForAll("desired") CompiledRuleset desired) {
    Ruleset node = applied(foreign, desired);
    Ruleset clean = RulesetEditor.apply(node, CleanupPlanner.plan(node).restoreInput());
    assertEquals(foreign, clean);
    assertTrue(CleanupPlanner.plan(clean).isEmpty());
  }

  @Property(tries = 300)
  void whatStaysIsNotTouched(
      @ForAll("desired") CompiledRuleset before, @ForAll("desired") CompiledRuleset after) {
    Ruleset node = applied(empty(), before);
    for (TablePlan table : IptablesPlanner.plan(node, after).tables()) {
      for (PlanStep step : table.switchover()) {
        if (ChainRole.of(table.table(), step.change().chain()) == ChainRole.DISPATCH) {
          assertTrue(
              !(step.change() instanceof Change.Flush)
                  && !(step.change() instanceof Change.CreateOrFlush),
              "a shared chain is never flushed");
        }
      }
    }
    assertTrue(IptablesPlanner.plan(applied(node, after), after).isEmpty());
  }

  @Property(tries = 300)
  void everyPieceOfThePreparationMayBeTheLast(
      @ForAll("desired") CompiledRuleset before,
      @ForAll("desired") CompiledRuleset after,
      @ForAll long seed) {
    Ruleset node = applied(empty(), before);
    IptablesPlan plan = IptablesPlanner.plan(node, after);
    Ruleset interrupted = node;
    Random random = new Random(seed);
    for (TablePlan table : plan.tables()) {
      int done = random.nextInt(table.preparation().size() + 1);
      TablePlan part =
          new TablePlan(table.table(), table.preparation().subList(0, done), List.of());
      interrupted =
          RulesetEditor.apply(
              interrupted,
              new IptablesPlan(plan.family(), List.of(part), plan.heldByOthers()).restoreInput());
    }
    assertEquals(reachable(node), reachable(interrupted));
    assertTrue(IptablesPlanner.plan(applied(interrupted, after), after).isEmpty());
  }

  @Property(tries = 200)
  void theTextIsWhatIptablesRestoreReads(
      @ForAll("foreign") Ruleset foreign, @ForAll("desired") CompiledRuleset desired) {
    IptablesPlan plan = IptablesPlanner.plan(foreign, desired);
    assertEquals(
        plan.restoreInput(),
        IptablesTextParser.parseInput(plan.family(), plan.toString()).orThrow());
  }

  @Property(tries = 200)
  void kubeProxysRandomOrderIsNoDifference(
      @ForAll("desired") CompiledRuleset desired, @ForAll long seed) {
    Ruleset shuffled = withUniqueClaimsShuffled(desired.ruleset(), new Random(seed));
    IptablesPlan plan = IptablesPlanner.plan(shuffled, desired);
    assertTrue(plan.isEmpty(), plan::toString);
  }

  private static Ruleset empty() {
    return Ruleset.of(
        IpFamily.IPV4,
        List.of(
            TableRules.withBuiltInChains(Table.FILTER), TableRules.withBuiltInChains(Table.NAT)));
  }

  private static Ruleset applied(Ruleset current, CompiledRuleset desired) {
    return RulesetEditor.apply(current, IptablesPlanner.plan(current, desired).restoreInput());
  }

  private static List<?> ownFindings(Ruleset node) {
    return StructureCheck.findings(node);
  }

  private static Map<Table, Map<String, List<Rule>>> reachable(Ruleset ruleset) {
    Map<Table, Map<String, List<Rule>>> all = new HashMap<>();
    for (TableRules table : ruleset.tables().values()) {
      Map<String, List<Rule>> rules = new HashMap<>();
      for (String name : ChainGraph.of(table).reachableFrom(table.table().builtInChains())) {
        rules.put(name, table.chain(name).map(Chain::rules).orElse(List.of()));
      }
      all.put(table.table(), rules);
    }
    return all;
  }

  /** Takes out, doubles, moves and adds rules of our chains at random. */
  private static Ruleset edited(Ruleset ruleset, Random random) {
    List<TableRules> tables = new ArrayList<>();
    for (TableRules table : ruleset.tables().values()) {
      List<Chain> chains = new ArrayList<>();
      for (Chain chain : table.chains().values()) {
        List<Rule> rules = new ArrayList<>(chain.rules());
        if (random.nextInt(3) == 0) {
          edit(rules, random);
        }
        chains.add(chain.withRules(rules));
      }
      tables.add(TableRules.of(table.table(), chains));
    }
    return Ruleset.of(ruleset.family(), tables);
  }

  private static void edit(List<Rule> rules, Random random) {
    switch (random.nextInt(4)) {
      case 0 -> rules.add(random.nextInt(rules.size() + 1), foreignRule(random));
      case 1 -> Collections.shuffle(rules, random);
      case 2 -> {
        if (!rules.isEmpty()) {
          rules.remove(random.nextInt(rules.size()));
        }
      }
      default -> {
        if (!rules.isEmpty()) {
          rules.add(rules.get(random.nextInt(rules.size())));
        }
      }
    }
  }

  private static Rule foreignRule(Random random) {
    return NodeArbitraries.foreignRule(random, false);
  }

  private static Ruleset withoutOurs(Ruleset node) {
    List<TableRules> tables = new ArrayList<>();
    for (TableRules table : node.tables().values()) {
      List<Chain> chains = new ArrayList<>();
      for (Chain chain : table.chains().values()) {
        ChainRole role = ChainRole.of(table.table(), chain.name());
        if (role == ChainRole.HOOK || role == ChainRole.FOREIGN) {
          chains.add(
              chain.withRules(
                  chain.rules().stream().filter(rule -> !leadsToUs(table, rule)).toList()));
        }
      }
      tables.add(TableRules.of(table.table(), chains));
    }
    return Ruleset.of(node.family(), tables);
  }

  private static boolean leadsToUs(TableRules table, Rule rule) {
    Optional<String> called = rule.target().calledChain();
    return called.isPresent() && ChainRole.of(table.table(), called.get()) != ChainRole.FOREIGN;
  }

  /** The rules as kube-proxy could have written them. */
  static Ruleset withUniqueClaimsShuffled(Ruleset ruleset, Random random) {
    List<TableRules> tables = new ArrayList<>();
    for (TableRules table : ruleset.tables().values()) {
      List<Chain> chains = new ArrayList<>();
      for (Chain chain : table.chains().values()) {
        boolean shared = ChainRole.of(table.table(), chain.name()) == ChainRole.DISPATCH;
        chains.add(shared ? chain.withRules(shuffled(chain.rules(), random)) : chain);
      }
      tables.add(TableRules.of(table.table(), chains));
    }
    return Ruleset.of(ruleset.family(), tables);
  }

  /** Any order in which rivals keep theirs and the jump to the node ports stays last. */
  private static List<Rule> shuffled(List<Rule> rules, Random random) {
    Map<Claim, List<Rule>> byClaim = new HashMap<>();
    List<Claim> order = new ArrayList<>();
    List<Rule> last = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.target().calledChain().equals(Optional.of("KUBE-NODEPORTS"))) {
        last.add(rule);
      } else {
        byClaim.computeIfAbsent(Claim.of(rule), c -> new ArrayList<>()).add(rule);
        order.add(Claim.of(rule));
      }
    }
    Collections.shuffle(order, random);
    List<Rule> shuffled = new ArrayList<>();
    order.forEach(claim -> shuffled.add(byClaim.get(claim).remove(0)));
    shuffled.addAll(last);
    return shuffled;
  }
}
