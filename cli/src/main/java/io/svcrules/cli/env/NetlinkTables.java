// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.sysctl.SysctlKeeper;
import io.svcrules.ipvs.kernel.IpvsTable;
import io.svcrules.ipvs.kernel.NetlinkIpvsTable;
import io.svcrules.ipvs.kernel.NodeAddresses;
import io.svcrules.model.IpAddress;
import java.util.List;
import java.util.function.Supplier;

/** Opens netlink sockets: apart, so that who needs none loads no class for it. */
final class NetlinkTables {
  private NetlinkTables() {}

  static IpvsTable open(
      PacketFilters filters, IptablesVariant variant, Supplier<SysctlKeeper> settings) {
    return NetlinkIpvsTable.open(family -> filters.open(family, variant), settings);
  }

  static List<IpAddress> nodeAddresses() {
    return NodeAddresses.read();
  }
}
