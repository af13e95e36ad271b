// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.ProcessRunner;
import io.svcrules.iptables.kernel.RestorePacketFilter;
import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.kernel.KernelNode;
import io.svcrules.ipvs.kernel.LiveIpvsTable;
import io.svcrules.ipvs.kernel.NetlinkIpvsTable;
import io.svcrules.ipvs.kernel.RealServersNow;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.model.IpFamily;
import java.util.Collection;
import java.util.List;

/** A real kernel that can be asked for single things, in a network namespace of its own. */
final class LiveKernelNode implements LiveIpvsTable, AutoCloseable {
  private final KernelNode node;
  private final NetlinkIpvsTable table;

  LiveKernelNode(IptablesVariant variant) {
    ProcessRunner runner = new ProcessRunner();
    this.node = KernelNode.create(variant);
    this.table =
        node.inside(
            () ->
                NetlinkIpvsTable.open(family -> new RestorePacketFilter(family, variant, runner)));
  }

  KernelNode node() {
    return node;
  }

  @Override
  public IpvsSnapshot read(IpFamily family) {
    return node.inside(() -> table.read(family));
  }

  @Override
  public void apply(IpFamily family, List<IpvsChange> changes) {
    node.inside(
        () -> {
          table.apply(family, changes);
          return true;
        });
  }

  @Override
  public RealServersNow realServers(
      IpFamily family, Collection<? extends VirtualServerKey> servers) {
    return node.inside(() -> table.realServers(family, servers));
  }

  @Override
  public IpvsState outline(IpFamily family) {
    return node.inside(() -> table.outline(family));
  }

  @Override
  public void close() {
    table.close();
    node.close();
  }
}
