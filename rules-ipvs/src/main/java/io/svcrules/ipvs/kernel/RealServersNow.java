// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.RealServerId;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServerKey;
import java.util.Map;
import java.util.SortedMap;

/**
 * The real servers of some virtual servers at one moment.
 *
 * @param byServer by virtual server; none for one that is not there
 * @param connections how many connections each has; those without any may be left out
 * @param uptimeSeconds whole seconds since the node booted; may be 0 if there are no connections
 */
public record RealServersNow(
    Map<VirtualServerKey, SortedMap<RealServerKey, RealServer>> byServer,
    Map<RealServerId, Long> connections,
    long uptimeSeconds) {
  /** Nothing was looked at. */
  public static final RealServersNow NONE = new RealServersNow(Map.of(), Map.of(), 0);

  /** Copies the maps. */
  public RealServersNow {
    byServer = Map.copyOf(byServer);
    connections = Map.copyOf(connections);
  }
}
