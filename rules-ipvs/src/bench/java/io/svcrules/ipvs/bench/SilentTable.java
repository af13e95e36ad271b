// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.bench;

import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.kernel.LiveIpvsTable;
import io.svcrules.ipvs.kernel.RealServersNow;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.model.IpFamily;
import java.util.Collection;
import java.util.List;

/** A table that sends no changes from some time on: what is left is the work of who calls it. */
final class SilentTable implements LiveIpvsTable {
  private final LiveIpvsTable table;
  private boolean silent;

  SilentTable(LiveIpvsTable table) {
    this.table = table;
  }

  void fallSilent() {
    silent = true;
  }

  @Override
  public IpvsSnapshot read(IpFamily family) {
    return table.read(family);
  }

  @Override
  public void apply(IpFamily family, List<IpvsChange> changes) {
    if (!silent) {
      table.apply(family, changes);
    }
  }

  @Override
  public RealServersNow realServers(
      IpFamily family, Collection<? extends VirtualServerKey> servers) {
    return table.realServers(family, servers);
  }

  @Override
  public IpvsState outline(IpFamily family) {
    return table.outline(family);
  }
}
