// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.RulesetEditor;
import io.svcrules.iptables.compile.CommentMode;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.Fragment;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.model.IpFamily;
import io.svcrules.model.ServicePortName;
import io.svcrules.model.random.RandomCluster;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** What is planned from single changes is what is planned from all rules of the kernel. */
final class IncrementalPlannerPropertyTest {
  private static final int STEPS = 12;

  @Property(tries = 200)
  void rivalServicesAmongRulesOfOthers(@ForAll long seed) {
    Random random = new Random(seed);
    walk(
        NodeArbitraries.foreign(random),
        random,
        () -> NodeArbitraries.desired(new Random(random.nextInt(60))));
  }

  @Property(tries = 200)
  void clustersOfEveryFeature(
      @ForAll long seed, @ForAll IpFamily family, @ForAll CommentMode comments) {
    Random random = new Random(seed);
    IptablesConfig config = IptablesConfig.DEFAULT.withComments(comments);
    walk(new Ruleset(family, Map.of()), random, () -> cluster(random, family, config));
  }

  private static CompiledRuleset cluster(Random random, IpFamily family, IptablesConfig config) {
    return IptablesCompiler.compile(
        ServiceResolver.resolve(
            RandomCluster.of(random), family, RandomCluster.NODE, ResolveOptions.DEFAULT),
        config);
  }

  private static void walk(Ruleset others, Random random, Supplier<CompiledRuleset> states) {
    CompiledRuleset first = states.get();
    Ruleset ordered =
        RulesetEditor.apply(others, IptablesPlanner.plan(others, first).restoreInput());
    Ruleset kernel = IptablesPlannerPropertyTest.withUniqueClaimsShuffled(ordered, random);
    AppliedFragments applied = new AppliedFragments(first);
    SortedMap<ServicePortName, Fragment> expected = new TreeMap<>(byName(first));
    for (int i = 0; i < STEPS; i++) {
      List<FragmentChange> changes = someOf(changes(expected, byName(states.get())), random);
      IptablesPlan plan = IncrementalPlanner.plan(applied, changes);
      applied.accept(changes);
      changes.forEach(change -> expected.remove(change.name()));
      changes.forEach(change -> change.after().ifPresent(f -> expected.put(f.name(), f)));
      CompiledRuleset desired =
          new CompiledRuleset(first.family(), first.base(), List.copyOf(expected.values()));
      assertEquals(desired, applied.compiled());
      IptablesPlan full = IptablesPlanner.plan(kernel, desired);
      assertEquals(lines(full), lines(plan));
      Ruleset after = RulesetEditor.apply(kernel, full.restoreInput());
      assertEquals(after, RulesetEditor.apply(kernel, plan.restoreInput()));
      kernel = after;
      collect(plan);
    }
  }

  private static void collect(IptablesPlan plan) {
    Statistics.label("something changes").collect(!plan.isEmpty());
    Statistics.label("something changes").coverage(c -> c.check(true).percentage(p -> p > 50.0));
  }

  private static Map<ServicePortName, Fragment> byName(CompiledRuleset compiled) {
    Map<ServicePortName, Fragment> byName = new TreeMap<>();
    compiled.fragments().forEach(fragment -> byName.put(fragment.name(), fragment));
    return byName;
  }

  /** For each service port of either, those that stay as they are among them. */
  private static List<FragmentChange> changes(
      Map<ServicePortName, Fragment> before, Map<ServicePortName, Fragment> after) {
    SortedSet<ServicePortName> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    return names.stream()
        .map(name -> new FragmentChange(name, Optional.ofNullable(after.get(name))))
        .toList();
  }

  /** Few or many of them. */
  private static List<FragmentChange> someOf(List<FragmentChange> changes, Random random) {
    int most = 1 + random.nextInt(4);
    return changes.stream().filter(change -> random.nextInt(most) == 0).toList();
  }

  /** All lines by table, in an order of their own: rules that go may go in any order. */
  private static Collection<String> lines(IptablesPlan plan) {
    List<String> lines = new ArrayList<>();
    for (TablePlan table : plan.tables()) {
      table.steps().map(step -> table.table() + " " + step).forEach(lines::add);
    }
    lines.sort(null);
    return lines;
  }
}
