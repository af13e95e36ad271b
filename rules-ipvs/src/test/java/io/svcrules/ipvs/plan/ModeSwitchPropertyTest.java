// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.RestoreInput;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.RulesetEditor;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.compile.ChainRole;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.plan.CleanupPlanner;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.IptablesPlanner;
import io.svcrules.iptables.plan.TablePlan;
import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.RandomServices;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A node goes from one mode to the other, and no service that both serve is ever unserved. */
class ModeSwitchPropertyTest {
  private static final IpvsConfig CONFIG = RandomServices.config().build();
  private static final PlanOptions CLEANUP =
      new PlanOptions(0, Map.of(), List.of(), CONFIG.nodeAddresses());

  @Provide
  Arbitrary<RandomServices> services() {
    return Arbitraries.of(IpFamily.class).flatMap(RandomServices::of);
  }

  private static CompiledRuleset compiled(RandomServices services) {
    IptablesConfig usual = IptablesConfig.DEFAULT;
    return IptablesCompiler.compile(
        services.table(),
        new IptablesConfig(
            CONFIG.localDetector(),
            false,
            usual.masqueradeBit(),
            true,
            CONFIG.nodePortAddresses(),
            CONFIG.nodeAddresses(),
            usual.comments(),
            true,
            true));
  }

  /** What a client gets through to by the rules of the mode that is in charge. */
  private static SortedSet<VirtualServerKey> served(
      IpvsState state, SortedSet<VirtualServerKey> candidates) {
    SortedSet<VirtualServerKey> served = new TreeSet<>();
    for (VirtualServerKey key : candidates) {
      if (key instanceof VirtualServerKey.Address at && byIptables(state.rules(), at)) {
        served.add(key);
      }
    }
    if (ModeChains.isIpvsInCharge(state.rules())) {
      served.addAll(PlanWorld.reachable(state, CONFIG));
    }
    return served;
  }

  private static boolean byIptables(Ruleset rules, VirtualServerKey.Address at) {
    String destination = "-d " + at.address() + "/" + at.address().family().bits() + " ";
    return leads(rules, "KUBE-SERVICES", at, destination)
        || (CONFIG.nodeAddresses().contains(at.address())
            && calls(rules, "KUBE-SERVICES", "KUBE-NODEPORTS")
            && leads(rules, "KUBE-NODEPORTS", at, ""));
  }

  private static boolean leads(
      Ruleset rules, String chain, VirtualServerKey.Address at, String destination) {
    String protocol = "-p " + at.protocol().lowerCase() + " ";
    return rules(rules, chain).stream()
        .anyMatch(
            rule ->
                rule.toString().contains(destination)
                    && rule.toString().contains(protocol)
                    && rule.toString().contains("--dport " + at.port() + " ")
                    && rule.target()
                        .calledChain()
                        .filter(c -> ChainRole.of(Table.NAT, c) == ChainRole.SERVICE)
                        .filter(c -> !rules(rules, c).isEmpty())
                        .isPresent());
  }

  private static boolean calls(Ruleset rules, String chain, String called) {
    return rules(rules, chain).stream()
        .anyMatch(rule -> rule.target().calledChain().filter(called::equals).isPresent());
  }

  private static List<Rule> rules(Ruleset rules, String chain) {
    return rules.table(Table.NAT).chain(chain).map(Chain::rules).orElse(List.of());
  }

  private static SortedSet<VirtualServerKey> live(PlanWorld world, RandomServices services) {
    SortedSet<VirtualServerKey> live =
        new TreeSet<>(PlanWorld.reachable(world.compile(services).state(), CONFIG));
    Ruleset rules =
        RulesetEditor.apply(
            empty(services.family()), plan(empty(services.family()), services).restoreInput());
    live.removeIf(key -> !byIptables(rules, (VirtualServerKey.Address) key));
    return live;
  }

  private static Ruleset empty(IpFamily family) {
    return new Ruleset(family, Map.of());
  }

  private static IptablesPlan plan(Ruleset current, RandomServices services) {
    return IptablesPlanner.plan(current, compiled(services));
  }

  /** A node in mode iptables. */
  private static PlanWorld inModeIptables(RandomServices services) {
    PlanWorld world = new PlanWorld(services.family(), CONFIG);
    Ruleset none = empty(services.family());
    write(world, plan(none, services), new TreeSet<>());
    return world;
  }

  /** Carries out changes of rules table by table, and looks at each state. */
  private static void write(PlanWorld world, IptablesPlan plan, SortedSet<VirtualServerKey> live) {
    for (TablePlan table : plan.tables()) {
      IpvsState state = world.state();
      RestoreInput input = new RestoreInput(plan.family(), List.of(table.changes()));
      world.kernel().put(state.withRules(RulesetEditor.apply(state.rules(), input)));
      assertServed(world.state(), live);
    }
  }

  private static void assertServed(IpvsState state, SortedSet<VirtualServerKey> live) {
    assertTrue(served(state, live).containsAll(live), () -> live + " by " + state);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void fromIptablesToIpvs(@ForAll("services") RandomServices services) {
    PlanWorld world = inModeIptables(services);
    SortedSet<VirtualServerKey> live = live(world, services);
    assertServed(world.state(), live);
    world.applyStepwise(services, state -> assertServed(state, live));
    assertTrue(ModeChains.isIpvsInCharge(world.state().rules()));
    Ruleset rules = world.state().rules();
    write(world, CleanupPlanner.plan(rules, ModeChains.iptables(rules)), live);
    PlanWorld fresh = new PlanWorld(services.family(), CONFIG);
    fresh.apply(services);
    assertEquals(chains(fresh.state().rules()), chains(world.state().rules()));
    assertEquals(List.of(), world.plan(services).changes());
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void fromIpvsToIptables(@ForAll("services") RandomServices services, @ForAll int connections) {
    PlanWorld world = new PlanWorld(services.family(), CONFIG);
    world.apply(services);
    SortedSet<VirtualServerKey> live = live(world, services);
    write(world, plan(world.state().rules(), services), live);
    IpvsState other = IpvsState.empty(services.family());
    IpvsSnapshot before = world.kernel().read(services.family());
    for (IpvsChange change : IpvsCleanupPlanner.plan(before, other, CLEANUP).changes()) {
      world.kernel().apply(services.family(), List.of(change));
      assertServed(world.state(), live);
    }
    IpvsState left = world.state();
    assertEquals(
        IpvsState.empty(services.family())
            .withRules(left.rules())
            .withSysctls(left.sysctls(), left.timeouts()),
        left);
    PlanWorld fresh = inModeIptables(services);
    assertEquals(chains(fresh.state().rules()), chains(left.rules()));
    assertTrue(plan(left.rules(), services).isEmpty());
  }

  /** The rules of each chain; of built-in ones without order, as a jump counts wherever it is. */
  private static Map<String, List<String>> chains(Ruleset rules) {
    Map<String, List<String>> chains = new TreeMap<>();
    for (TableRules table : rules.tables().values()) {
      for (Chain chain : table.chains().values()) {
        boolean builtIn = table.table().builtInChains().contains(chain.name());
        Stream<String> texts = chain.rules().stream().map(Rule::toString);
        if (!builtIn || !chain.rules().isEmpty()) {
          chains.put(
              table.table().lowerCase() + ' ' + chain.name(),
              (builtIn ? texts.sorted() : texts).toList());
        }
      }
    }
    return chains;
  }
}
