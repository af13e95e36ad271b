// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.RandomServices;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsCompiler;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.kernel.IpvsApplier;
import io.svcrules.ipvs.kernel.IpvsApplyOutcome;
import io.svcrules.ipvs.kernel.KernelNode;
import io.svcrules.ipvs.kernel.KernelTools;
import io.svcrules.ipvs.text.IpsetText;
import io.svcrules.ipvs.text.IpvsadmText;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/**
 * A real kernel whose services change two hundred times, and are interrupted at each change. Half
 * way the rules move to the other variant of iptables.
 */
@Tag("guest")
class IpvsWalkKernelPropertyTest {
  private static final int STEPS = 200;

  private static final IpvsConfig CONFIG = RandomServices.config().build();

  /** After how many steps the tools are asked: each is a program that must be started. */
  private static final int LOOKS = 5;

  /**
   * A change of services.
   *
   * @param services those wanted from now on
   * @param interruption after how many of the changes that takes somebody gives up, in thousandths
   */
  record Step(RandomServices services, int interruption) {}

  @Provide
  Arbitrary<List<Step>> ipv4() {
    return walks(IpFamily.IPV4);
  }

  @Provide
  Arbitrary<List<Step>> ipv6() {
    return walks(IpFamily.IPV6);
  }

  private static Arbitrary<List<Step>> walks(IpFamily family) {
    return Combinators.combine(RandomServices.of(family), Arbitraries.integers().between(0, 1000))
        .as(Step::new)
        .list()
        .ofSize(STEPS);
  }

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void everyStepEndsWhereItShouldAndServesMeanwhile(@ForAll("ipv4") List<Step> walk) {
    walk(walk, IptablesVariant.NFT, IptablesVariant.LEGACY);
  }

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void everyStepEndsWhereItShouldAndServesMeanwhileInIpv6(@ForAll("ipv6") List<Step> walk) {
    walk(walk, IptablesVariant.LEGACY, IptablesVariant.NFT);
  }

  private static void walk(List<Step> walk, IptablesVariant first, IptablesVariant then) {
    try (KernelNode node = KernelNode.create(first);
        KernelNode moved = KernelNode.in(node.namespace(), then)) {
      ForeignObjects foreign = new ForeignObjects(node, first);
      foreign.create();
      ForeignObjects more = new ForeignObjects(moved, then);
      more.createRules();
      String others = foreign.text() + more.text();
      steps(node, walk.subList(0, STEPS / 2));
      assertEquals(others, foreign.text() + more.text());
      move(node, moved, walk.get(STEPS / 2 - 1));
      steps(moved, walk.subList(STEPS / 2, STEPS));
      assertEquals(others, foreign.text() + more.text());
    }
  }

  /** The rules are there in the other variant before those of the one go. */
  private static void move(KernelNode from, KernelNode to, Step last) {
    IpFamily family = last.services().family();
    CompiledIpvs wanted = compile(last);
    SortedSet<VirtualServerKey> live = PlanWorld.reachable(from.read(family).state(), CONFIG);
    new IpvsApplier(to).apply(wanted, CONFIG);
    from.apply(family, List.of(new HostChange.RemoveRules(wanted.state().rules())));
    assertEquals(live, PlanWorld.reachable(to.read(family).state(), CONFIG));
    assertEquals(Ruleset.of(family, List.of()), ours(from.read(family).state()).rules());
  }

  private static IpvsState ours(IpvsState found) {
    return OurState.ours(found, new PlanOptions(0, Map.of(), List.of(), CONFIG.nodeAddresses()));
  }

  private static void steps(KernelNode node, List<Step> walk) {
    IpFamily family = walk.get(0).services().family();
    List<String> others = others(node.read(family).state());
    for (int i = 0; i < walk.size(); i++) {
      IpvsState found = step(node, walk.get(i));
      assertEquals(others, others(found), "after step " + i);
      if (i % LOOKS == LOOKS - 1) {
        compareDumps(node, found);
      }
    }
  }

  /** What is not ours of what a family is read to have. */
  private static List<String> others(IpvsState found) {
    SortedMap<VirtualServerKey, VirtualServer> servers = new TreeMap<>(found.servers());
    servers.keySet().removeAll(ForeignObjects.without(found.servers()).keySet());
    List<String> others = new ArrayList<>();
    servers.values().forEach(server -> others.add(server.toString()));
    for (TableRules table :
        OurRules.removed(found.rules(), ours(found).rules()).tables().values()) {
      for (Chain chain : table.chains().values()) {
        chain.rules().forEach(rule -> others.add(table.table() + chain.name() + rule));
      }
    }
    return others;
  }

  private static CompiledIpvs compile(Step step) {
    return IpvsCompiler.compile(step.services().table(), step.services().facts(), CONFIG);
  }

  private static IpvsState step(KernelNode node, Step step) {
    IpFamily family = step.services().family();
    CompiledIpvs wanted = compile(step);
    SortedSet<VirtualServerKey> live = interrupt(node, step, wanted);
    assertTrue(
        PlanWorld.reachable(node.read(family).state(), CONFIG).containsAll(live),
        () -> "served before and after: " + live);
    IpvsApplyOutcome outcome = new IpvsApplier(node).apply(wanted, CONFIG);
    assertEquals(List.of(), outcome.leftOut());
    assertEquals(List.of(), outcome.remaining().changes());
    IpvsState found = node.read(family).state();
    assertEquals(wanted.state().servers(), ForeignObjects.without(found.servers()));
    assertEquals(wanted.state().sets(), found.sets());
    assertEquals(wanted.state().addresses(), found.addresses());
    assertEquals(wanted.state().rules(), OurRules.of(found.rules(), wanted.state().rules()));
    return found;
  }

  /** Carries out some of the changes; returns what is served before and after all of them. */
  private static SortedSet<VirtualServerKey> interrupt(
      KernelNode node, Step step, CompiledIpvs wanted) {
    var before = node.read(step.services().family());
    SortedSet<VirtualServerKey> live = PlanWorld.reachable(before.state(), CONFIG);
    live.retainAll(PlanWorld.reachable(wanted.state(), CONFIG));
    List<IpvsChange> changes =
        IpvsPlanner.plan(before, wanted.state(), PlanOptions.of(wanted, CONFIG)).changes();
    int until = changes.size() * step.interruption() / 1000;
    node.apply(step.services().family(), changes.subList(0, until));
    return live;
  }

  /** What we read is what the tools print. */
  private static void compareDumps(KernelNode node, IpvsState found) {
    assertEquals(node.saved(found.family()), found.rules());
    KernelTools tools = new KernelTools(node);
    String servers = IpvsadmText.write(found.servers().values());
    assertEquals(sorted(ofFamily(tools.ipvsadm(), found)), sorted(ofFamily(servers, found)));
    assertEquals(
        sorted(ForeignObjects.withoutSet(tools.ipset())),
        sorted(IpsetText.write(found.sets().values())));
  }

  /** ipvsadm prints the servers of both families. */
  private static String ofFamily(String text, IpvsState state) {
    boolean ipv6 = state.family() == IpFamily.IPV6;
    return text.lines()
        .filter(line -> line.contains("[") == ipv6 && !line.contains("-f "))
        .collect(Collectors.joining("\n"));
  }

  private static String sorted(String text) {
    return text.lines().sorted().collect(Collectors.joining("\n"));
  }
}
