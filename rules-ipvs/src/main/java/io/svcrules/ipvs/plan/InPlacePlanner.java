// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Plans changes of virtual servers that are there and stay, when nothing around them changes: by
 * far the most common change of all. It is what {@link IpvsPlanner} plans for them.
 */
public final class InPlacePlanner {
  private InPlacePlanner() {}

  /**
   * The plan.
   *
   * @param now connections and the time
   * @param found the virtual servers as they are
   * @param wanted the same ones as they should be
   */
  public static IpvsPlan plan(
      IpvsSnapshot now,
      SortedMap<VirtualServerKey, VirtualServer> found,
      SortedMap<VirtualServerKey, VirtualServer> wanted,
      PlanOptions options) {
    ServerPlanner servers = new ServerPlanner(now, options);
    wanted.forEach((key, server) -> servers.change(found.get(key), server));
    List<IpvsChange> changes = new ArrayList<>(servers.opening());
    changes.addAll(servers.closing());
    changes.addAll(servers.flows());
    return new IpvsPlan(changes, List.of(), servers.draining());
  }
}
