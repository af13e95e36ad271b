// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.cli.env.Environment;
import io.svcrules.cli.rules.NodeIpvs;
import io.svcrules.cli.rules.NodeServices;
import io.svcrules.iptables.compile.LocalDetector;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.plan.PlanOptions;

/** How mode ipvs is removed from a node that mode iptables serves from now on. */
public final class ModeRemoval {
  private ModeRemoval() {}

  /**
   * Connections are drained where that harms none: as long as their addresses stay on the node, its
   * own packets to them have them as source, and if no rule tells these from packets of pods, the
   * replies do not find back. Forwarding stays as it is: pods need it in either mode.
   */
  public static PlanOptions options(NodeServices services, Environment environment) {
    IpvsConfig config = NodeIpvs.config(services, false);
    boolean rewritten =
        config.masqueradeAll() || !config.localDetector().equals(LocalDetector.None.NONE);
    return PlanOptions.ofRemoval(config.excludeCidrs(), environment.ipvs().nodeAddresses())
        .withDrainSeconds(rewritten ? config.drainSeconds() : 0)
        .keepingHostSettings();
  }
}
