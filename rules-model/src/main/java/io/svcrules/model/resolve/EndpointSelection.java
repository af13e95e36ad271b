// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import java.util.List;

/**
 * The endpoints that serve a service port from one node.
 *
 * @param cluster those of traffic under policy Cluster, sorted by their text
 * @param local those of traffic under policy Local, sorted by their text
 * @param reachable those of either, sorted by their text
 * @param any whether an endpoint could serve anywhere in the cluster; if so, a Local policy without
 *     local endpoints drops what it would otherwise reject
 * @param topology which hints narrowed the cluster list
 * @param serving all that answer, sorted by their text: those that are reachable, and those that
 *     are not chosen now but that a client may go on with, as one that terminates
 */
public record EndpointSelection(
    List<Endpoint> cluster,
    List<Endpoint> local,
    List<Endpoint> reachable,
    boolean any,
    TopologyUse topology,
    List<Endpoint> serving) {

  /** Copies the lists. */
  public EndpointSelection {
    cluster = List.copyOf(cluster);
    local = List.copyOf(local);
    reachable = List.copyOf(reachable);
    serving = List.copyOf(serving);
  }

  /** A selection of all that answer. */
  public EndpointSelection(
      List<Endpoint> cluster,
      List<Endpoint> local,
      List<Endpoint> reachable,
      boolean any,
      TopologyUse topology) {
    this(cluster, local, reachable, any, topology, reachable);
  }
}
