// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Change;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.IptablesPlanner;
import io.svcrules.model.IpFamily;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class FakePacketFilterTest {
  private static final CompiledRuleset DESIRED = SampleServices.of(IpFamily.IPV4, 5, 3);

  @Nested
  final class Ipv4Test extends PacketFilterContractTest {
    Ipv4Test() {
      super(IpFamily.IPV4, new FakeNode(IpFamily.IPV4));
    }
  }

  @Nested
  final class Ipv6Test extends PacketFilterContractTest {
    Ipv6Test() {
      super(IpFamily.IPV6, new FakeNode(IpFamily.IPV6));
    }
  }

  @Test
  void refusesWhatItIsTold() {
    FakePacketFilter filter = new FakePacketFilter(IpFamily.IPV4);
    IptablesPlan plan = IptablesPlanner.plan(filter.read(), DESIRED);
    filter.refuse(change -> change instanceof Change.Append);
    PacketFilterException named =
        assertThrows(PacketFilterException.class, () -> filter.apply(plan));
    assertEquals(Kind.REFUSED, named.kind());
    assertTrue(named.step().orElseThrow().change() instanceof Change.Append);
    filter.refuseWithoutName(change -> change instanceof Change.Append);
    PacketFilterException silent =
        assertThrows(PacketFilterException.class, () -> filter.apply(plan));
    assertEquals(Optional.empty(), silent.step());
    assertEquals(Map.of(), filter.read().tables());
  }

  @Test
  void whereverItIsKilledTheNextApplyRepairs() {
    Ruleset empty = new Ruleset(IpFamily.IPV4, Map.of());
    long steps =
        IptablesPlanner.plan(empty, DESIRED).tables().stream()
            .mapToLong(table -> table.steps().count())
            .sum();
    for (int died = 0; died < steps; died++) {
      FakePacketFilter filter = new FakePacketFilter(empty, 7);
      filter.dieAfter(died);
      PacketFilterException e =
          assertThrows(PacketFilterException.class, () -> new Applier(filter).apply(DESIRED));
      assertEquals(Kind.UNAVAILABLE, e.kind());
      FakePacketFilter reborn = new FakePacketFilter(filter.read(), 7);
      assertTrue(new Applier(reborn).apply(DESIRED).remaining().isEmpty());
    }
  }
}
