// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

import io.svcrules.iptables.kernel.route.NetlinkHost;
import io.svcrules.iptables.trace.Host;
import io.svcrules.model.IpFamily;

/** Asks for routes over netlink: apart, so that who needs none loads no class for it. */
final class NetlinkRoutes {
  private NetlinkRoutes() {}

  static Host host(IpFamily family, String unused) {
    return NetlinkHost.ofProcess().of(family, unused);
  }
}
