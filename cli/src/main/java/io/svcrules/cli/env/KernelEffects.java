// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

import io.svcrules.iptables.kernel.flow.FlowTable;
import io.svcrules.iptables.kernel.flow.NetlinkFlowTable;
import io.svcrules.iptables.kernel.sysctl.NamespaceFolder;
import io.svcrules.iptables.kernel.sysctl.ProcSysctls;
import io.svcrules.iptables.kernel.sysctl.SysctlKeeper;
import io.svcrules.iptables.kernel.sysctl.SysctlRecord;
import java.nio.file.Path;

/** The kernel that this process runs on, in its own network namespace. */
final class KernelEffects implements NodeEffects {
  private final Path state;

  /**
   * The effects on this kernel.
   *
   * @param state the folder for what is remembered until the machine restarts
   */
  KernelEffects(Path state) {
    this.state = state;
  }

  @Override
  public FlowTable flows() {
    return new NetlinkFlowTable();
  }

  @Override
  public SysctlKeeper sysctls() {
    Path record = NamespaceFolder.in(state).resolve("sysctls");
    return new SysctlKeeper(new ProcSysctls(), new SysctlRecord(record));
  }
}
