// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.RandomServices;
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
import java.util.List;
import java.util.SortedSet;
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

/** A real kernel whose services change two hundred times, and are interrupted at each change. */
@Tag("guest")
class IpvsWalkKernelPropertyTest {
  private static final int STEPS = 100;

  /** After how many steps what others have is looked at, for which many programs must run. */
  private static final int LOOKS = 10;

  /** After how many steps the tools' dumps are compared with ours, for the same reason. */
  private static final int DUMPS = 2;

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
    walk(walk, IptablesVariant.NFT);
  }

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void everyStepEndsWhereItShouldAndServesMeanwhileInIpv6(@ForAll("ipv6") List<Step> walk) {
    walk(walk, IptablesVariant.LEGACY);
  }

  private static void walk(List<Step> walk, IptablesVariant variant) {
    IpvsConfig config = RandomServices.config().build();
    try (KernelNode node = KernelNode.create(variant)) {
      ForeignObjects foreign = new ForeignObjects(node, variant);
      foreign.create();
      String others = foreign.text();
      for (int i = 0; i < walk.size(); i++) {
        IpvsState found = step(node, walk.get(i), config);
        if (i % DUMPS == 0) {
          compareDumps(new KernelTools(node), found);
        }
        if (i % LOOKS == LOOKS - 1) {
          assertEquals(others, foreign.text());
        }
      }
    }
  }

  private static IpvsState step(KernelNode node, Step step, IpvsConfig config) {
    IpFamily family = step.services().family();
    CompiledIpvs wanted =
        IpvsCompiler.compile(step.services().table(), step.services().facts(), config);
    SortedSet<VirtualServerKey> live = interrupt(node, step, wanted, config);
    assertTrue(
        PlanWorld.reachable(node.read(family).state(), config).containsAll(live),
        () -> "served before and after: " + live);
    IpvsApplyOutcome outcome = new IpvsApplier(node).apply(wanted, config);
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
      KernelNode node, Step step, CompiledIpvs wanted, IpvsConfig config) {
    var before = node.read(step.services().family());
    SortedSet<VirtualServerKey> live = PlanWorld.reachable(before.state(), config);
    live.retainAll(PlanWorld.reachable(wanted.state(), config));
    List<IpvsChange> changes =
        IpvsPlanner.plan(before, wanted.state(), PlanOptions.of(wanted, config)).changes();
    int until = changes.size() * step.interruption() / 1000;
    node.apply(step.services().family(), changes.subList(0, until));
    return live;
  }

  /** What we read is what the tools print. */
  private static void compareDumps(KernelTools tools, IpvsState found) {
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
