// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Chooses among the endpoints of a service port. All lists keep the order of the input. */
final class EndpointSelector {
  private final List<Endpoint> all;
  private final boolean usesCluster;
  private final boolean usesLocal;

  EndpointSelector(List<Endpoint> all, boolean usesCluster, boolean usesLocal) {
    this.all = all;
    this.usesCluster = usesCluster;
    this.usesLocal = usesLocal;
  }

  /**
   * The selection.
   *
   * @param use which hints narrow the cluster list
   * @param admits whether those hints mean an endpoint for this node
   */
  EndpointSelection select(TopologyUse use, Predicate<Endpoint> admits) {
    List<Endpoint> cluster = usesCluster ? orTerminating(endpoint -> true, admits) : List.of();
    if (!usesLocal) {
      return new EndpointSelection(cluster, List.of(), cluster, !cluster.isEmpty(), use);
    }
    // Hints never narrow what is on this node.
    List<Endpoint> local = orTerminating(Endpoint::local, endpoint -> true);
    boolean any = !cluster.isEmpty() || all.stream().anyMatch(EndpointSelector::usable);
    return new EndpointSelection(cluster, local, union(cluster, local), any, use);
  }

  /** The ready endpoints; if there are none, those that still serve while they terminate. */
  private List<Endpoint> orTerminating(Predicate<Endpoint> among, Predicate<Endpoint> ready) {
    List<Endpoint> chosen = filter(e -> e.ready() && among.test(e) && ready.test(e));
    return chosen.isEmpty() ? filter(e -> e.servingTerminating() && among.test(e)) : chosen;
  }

  private static boolean usable(Endpoint endpoint) {
    return endpoint.ready() || endpoint.servingTerminating();
  }

  private List<Endpoint> union(List<Endpoint> cluster, List<Endpoint> local) {
    Set<Endpoint> either = new HashSet<>(cluster);
    // In most cases the local endpoints are among the cluster's.
    return either.addAll(local) ? filter(either::contains) : cluster;
  }

  private List<Endpoint> filter(Predicate<Endpoint> wanted) {
    List<Endpoint> chosen = new ArrayList<>(all.size());
    for (Endpoint endpoint : all) {
      if (wanted.test(endpoint)) {
        chosen.add(endpoint);
      }
    }
    return chosen;
  }
}
