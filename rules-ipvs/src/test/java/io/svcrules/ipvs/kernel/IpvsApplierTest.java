// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.RefusedServicePort;
import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.RealServerId;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.GoldenScenario;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.plan.HostChange;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.ipvs.plan.ServerChange;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class IpvsApplierTest {
  private static final GoldenScenario SCENARIO = GoldenScenario.named("multi-port");

  private final FakeIpvsTable kernel = new FakeIpvsTable();
  private final IpvsConfig config = SCENARIO.config().build();
  private final CompiledIpvs desired = SCENARIO.compile(IpFamily.IPV4, config);

  /** A kernel that refuses some changes for a reason, each as often as it is told. */
  private final class Refusing implements IpvsTable {
    private final IpvsRefusal reason;
    private final Predicate<IpvsChange> refused;
    private int times;

    Refusing(IpvsRefusal reason, int times, Predicate<IpvsChange> refused) {
      this.reason = reason;
      this.refused = refused;
      this.times = times;
    }

    @Override
    public IpvsSnapshot read(IpFamily family) {
      return kernel.read(family);
    }

    @Override
    public void apply(IpFamily family, List<IpvsChange> changes) {
      for (IpvsChange change : changes) {
        if (times > 0 && refused.test(change)) {
          times--;
          throw new IpvsTableException(new IpvsTableException(reason, "no"), change);
        }
        kernel.apply(family, List.of(change));
      }
    }
  }

  private IpvsState state() {
    return kernel.read(IpFamily.IPV4).state();
  }

  @Test
  void theKernelHoldsWhatItShouldAndASecondTimeChangesNothing() {
    IpvsApplyOutcome first = new IpvsApplier(kernel).apply(desired, config);
    assertFalse(first.plan().isEmpty());
    assertTrue(first.remaining().isEmpty());
    assertEquals(desired.state().servers(), state().servers());
    IpvsApplyOutcome second = new IpvsApplier(kernel).apply(desired, config);
    assertTrue(second.plan().isEmpty());
    assertEquals(List.of(), second.leftOut());
  }

  @Test
  void aRefusedServicePortIsNamedAndLeftOutAndAllOthersAreThere() {
    VirtualServerKey key = desired.state().servers().firstKey();
    Refusing table =
        new Refusing(
            IpvsRefusal.OTHER,
            100,
            change ->
                change instanceof ServerChange.AddVirtualServer added && added.key().equals(key));
    IpvsApplyOutcome outcome = new IpvsApplier(table).apply(desired, config);
    assertEquals(1, outcome.leftOut().size());
    RefusedServicePort refused = outcome.leftOut().get(0);
    assertEquals("no", refused.reason());
    assertTrue(refused.change().startsWith("ipvsadm -A "), refused::change);
    assertTrue(outcome.remaining().isEmpty());
    List<VirtualServer> others = new ArrayList<>(desired.state().servers().values());
    others.removeIf(server -> server.key().equals(key));
    assertEquals(others, List.copyOf(state().servers().values()));
    assertFalse(others.isEmpty());
  }

  @Test
  void whatSomebodyElseDidMeanwhileCostsNoService() {
    Refusing table =
        new Refusing(IpvsRefusal.EXISTS, 1, change -> change instanceof HostChange.AddAddress);
    IpvsApplyOutcome outcome = new IpvsApplier(table).apply(desired, config);
    assertEquals(List.of(), outcome.leftOut());
    assertTrue(outcome.remaining().isEmpty());
  }

  @Test
  void aRefusalThatIsNoServicesFaultIsTold() {
    Refusing table =
        new Refusing(
            IpvsRefusal.UNAVAILABLE, 100, change -> change instanceof HostChange.CreateDevice);
    IpvsTableException e =
        assertThrows(IpvsTableException.class, () -> new IpvsApplier(table).apply(desired, config));
    assertEquals(IpvsRefusal.UNAVAILABLE, e.refusal());
    assertTrue(state().servers().isEmpty());
  }

  @Test
  void aKernelWithoutTheSchedulerOfTheNodeKeepsWhatItHas() {
    new IpvsApplier(kernel).apply(desired, config);
    IpvsConfig other = SCENARIO.config().scheduler("twos").build();
    CompiledIpvs wanted = SCENARIO.compile(IpFamily.IPV4, other);
    Refusing table =
        new Refusing(
            IpvsRefusal.NOT_FOUND, 100, change -> change instanceof ServerChange.EditVirtualServer);
    assertThrows(IpvsTableException.class, () -> new IpvsApplier(table).apply(wanted, other));
    assertEquals(desired.state().servers(), state().servers());
  }

  @Test
  void drainingServersAreNoDifference() {
    new IpvsApplier(kernel).apply(desired, config);
    VirtualServer served =
        desired.state().servers().values().stream()
            .filter(VirtualServer::serves)
            .findFirst()
            .orElseThrow();
    kernel.setConnections(new RealServerId(served.key(), served.realServers().firstKey()), 3);
    CompiledIpvs nothing = CompiledIpvs.assemble(IpFamily.IPV4, config, List.of());
    IpvsApplyOutcome outcome = new IpvsApplier(kernel).apply(nothing, config);
    assertTrue(outcome.remaining().isEmpty());
    assertEquals(
        List.of(served.key()),
        outcome.remaining().draining().stream()
            .map(draining -> draining.id().server())
            .collect(Collectors.toList()));
  }
}
