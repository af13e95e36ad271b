// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import io.svcrules.cli.env.NodeEffects;
import io.svcrules.iptables.kernel.flow.FakeFlowTable;
import io.svcrules.iptables.kernel.sysctl.FakeSysctls;
import io.svcrules.iptables.kernel.sysctl.SysctlKeeper;
import io.svcrules.iptables.kernel.sysctl.SysctlRecord;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** What there is on a node in memory besides rules. */
final class FakeEffects implements NodeEffects {
  static final String ROUTE_LOCALNET = "net.ipv4.conf.all.route_localnet";

  private final FakeFlowTable flows = new FakeFlowTable();
  private final FakeSysctls sysctls = new FakeSysctls(Map.of(ROUTE_LOCALNET, "0"));
  private final Path record = Path.of("target", "state", UUID.randomUUID().toString(), "sysctls");

  @Override
  public FakeFlowTable flows() {
    return flows;
  }

  FakeSysctls settings() {
    return sysctls;
  }

  @Override
  public SysctlKeeper sysctls() {
    return new SysctlKeeper(sysctls, new SysctlRecord(record));
  }
}
