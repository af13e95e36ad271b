// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.capability.Capability;
import io.svcrules.iptables.kernel.CapabilityProbe;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.ipvs.IpSetType;
import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.RandomServices;
import io.svcrules.ipvs.RandomServices.Sketch;
import io.svcrules.ipvs.capability.IpvsCapability;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsCompiler;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What becomes of virtual servers where the kernel lacks something. */
class AdaptedIpvsTest {
  private static final IpvsConfig CONFIG = RandomServices.config().build();

  /** One service that asks for rr, which is the usual one, and one that asks for mh. */
  private static final RandomServices SERVICES =
      new RandomServices(
          IpFamily.IPV4,
          List.of(new Sketch(0, Protocol.TCP, 3, 0, 0), new Sketch(1, Protocol.TCP, 3, 0, 2)));

  private static final CompiledIpvs DESIRED =
      IpvsCompiler.compile(SERVICES.table(), SERVICES.facts(), CONFIG);

  private final FakeIpvsTable kernel = new FakeIpvsTable();
  private final Set<IpvsCapability> asked = new TreeSet<>();

  /** The kernel, which lacks something. */
  private IpvsTable lacking(IpvsCapability... missing) {
    return new IpvsTable() {
      @Override
      public IpvsSnapshot read(IpFamily family) {
        return kernel.read(family);
      }

      @Override
      public void apply(IpFamily family, List<IpvsChange> changes) {
        kernel.apply(family, changes);
      }

      @Override
      public IpvsProbe probe() {
        return (family, all) -> {
          asked.addAll(all);
          Set<IpvsCapability> found = new TreeSet<>(all);
          found.retainAll(Set.of(missing));
          return found;
        };
      }
    };
  }

  private static CapabilityProbe without(Capability... missing) {
    return all -> {
      Set<Capability> found = EnumSet.noneOf(Capability.class);
      Set.of(missing).stream().filter(all::contains).forEach(found::add);
      return found;
    };
  }

  private IpvsApplyOutcome apply(IpvsTable table, CapabilityProbe rules) {
    return new IpvsApplier(table, UnaryOperator.identity(), rules).apply(DESIRED, CONFIG);
  }

  private IpvsState state() {
    return kernel.read(IpFamily.IPV4).state();
  }

  private Set<String> schedulers() {
    Set<String> schedulers = new TreeSet<>();
    state().servers().values().forEach(server -> schedulers.add(server.settings().scheduler()));
    return schedulers;
  }

  @Test
  void aSchedulerThatSomeAskForIsReplacedByTheUsualOneAndNamed() {
    IpvsApplyOutcome outcome =
        apply(lacking(IpvsCapability.scheduler("mh")), CapabilityProbe.ALL_THERE);
    assertEquals(List.of(), outcome.remaining().changes());
    assertEquals(Set.of("rr"), schedulers());
    assertEquals(2, state().servers().size());
    assertEquals(
        "[scheduler mh (module ip_vs_mh)]",
        outcome.lacking().servers().stream().map(IpvsCapability::title).toList().toString());
  }

  private void refused(String text, IpvsTable table, CapabilityProbe rules) {
    IpvsState before = state();
    IpvsTableException e = assertThrows(IpvsTableException.class, () -> apply(table, rules));
    assertEquals(IpvsRefusal.UNAVAILABLE, e.refusal());
    assertTrue(e.getMessage().contains(text), e::getMessage);
    assertEquals(before, state(), "nothing is changed");
  }

  @Test
  void whatAllServicesNeedIsNamedBeforeAnythingChanges() {
    refused(
        "the kernel lacks scheduler rr (module ip_vs_rr)",
        lacking(IpvsCapability.scheduler("rr")),
        CapabilityProbe.ALL_THERE);
    refused(
        "the kernel lacks set type hash:ip,port,net (module ip_set_hash_ipportnet)",
        lacking(IpvsCapability.of(IpSetType.HASH_IP_PORT_NET)),
        CapabilityProbe.ALL_THERE);
    refused("lacks match set", lacking(), without(Capability.SET));
    refused("lacks target MASQUERADE", lacking(), without(Capability.MASQUERADE));
  }

  @Test
  void rulesDoWithoutWhatSomethingCanReplace() {
    IpvsApplyOutcome outcome = apply(lacking(), without(Capability.REJECT, Capability.COMMENT));
    assertEquals(List.of(), outcome.remaining().changes());
    assertEquals(EnumSet.of(Capability.COMMENT, Capability.REJECT), outcome.lacking().rules());
    String rules = RulesetWriter.saved(state().rules());
    assertFalse(rules.contains("REJECT") || rules.contains("--comment"), rules);
    assertTrue(rules.contains("--match-set KUBE-IPVS-IPS dst -j DROP"), rules);
  }

  @Test
  void whatTheKernelHasShownIsNotAskedFor() {
    apply(lacking(), CapabilityProbe.ALL_THERE);
    assertEquals(IpSetType.values().length + 2, asked.size(), asked::toString);
    asked.clear();
    assertTrue(apply(lacking(), CapabilityProbe.ALL_THERE).plan().isEmpty());
    assertEquals(Set.of(), asked);
  }
}
