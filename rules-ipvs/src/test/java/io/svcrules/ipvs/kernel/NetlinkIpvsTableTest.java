// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.ipvs.IpSetType;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.VirtualServerSettings;
import io.svcrules.ipvs.capability.IpvsCapability;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.ipvs.plan.ServerChange;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real kernel does what the fake does. */
@Tag("guest")
class NetlinkIpvsTableTest extends IpvsTableContract {
  private final KernelNode node = KernelNode.create(IptablesVariant.NFT);

  @Override
  IpvsTable kernel() {
    return node;
  }

  @Test
  void aMissingSchedulerIsNamedWithItsModule() {
    VirtualServerKey key =
        new VirtualServerKey.Address(Protocol.TCP, IpAddress.parse("10.0.0.1"), 80);
    IpvsChange change =
        new ServerChange.AddVirtualServer(key, VirtualServerSettings.of(IpFamily.IPV4, "twos", 0));
    IpvsTableException e =
        assertThrows(IpvsTableException.class, () -> node.apply(IpFamily.IPV4, List.of(change)));
    assertTrue(e.getMessage().contains("no scheduler twos (module ip_vs_twos)"), e::getMessage);
  }

  @Test
  void whatIsMissingIsFoundAndNothingIsLeftOfTheSearch() {
    Set<IpvsCapability> asked = new TreeSet<>();
    Stream.of(IpSetType.values()).map(IpvsCapability::of).forEach(asked::add);
    Stream.of("rr", "mh", "twos").map(IpvsCapability::scheduler).forEach(asked::add);
    for (IpFamily family : IpFamily.values()) {
      assertEquals(Set.of(IpvsCapability.scheduler("twos")), node.probe().missing(family, asked));
    }
    assertEquals("", node.run("ipvsadm", "-Sn"));
    assertEquals("", node.run("ipset", "save"));
  }

  @AfterEach
  void close() {
    node.close();
  }
}
