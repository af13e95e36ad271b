// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
    List<Endpoint> cluster = choose(clusterRule(use, admits));
    List<Endpoint> serving =
        cluster.size() == all.size()
            ? all
            : all.stream().filter(EndpointSelector::answers).toList();
    if (!usesLocal) {
      boolean any = !cluster.isEmpty();
      return new EndpointSelection(cluster, List.of(), cluster, any, use, serving);
    }
    List<Endpoint> local = choose(localRule());
    boolean any = !cluster.isEmpty() || all.stream().anyMatch(EndpointSelector::usable);
    return new EndpointSelection(cluster, local, union(cluster, local), any, use, serving);
  }

  private static boolean answers(Endpoint endpoint) {
    return endpoint.ready() || endpoint.conditions().serving();
  }

  /** What makes an endpoint part of the cluster list. */
  ListRule clusterRule(TopologyUse use, Predicate<Endpoint> admits) {
    return ListRule.cluster(usesCluster, use, admits);
  }

  /** What makes an endpoint part of the local list. */
  ListRule localRule() {
    return ListRule.local(usesLocal);
  }

  /** The ready endpoints; if there are none, those that still serve while they terminate. */
  private List<Endpoint> choose(ListRule rule) {
    if (!rule.isAsked()) {
      return List.of();
    }
    List<Endpoint> chosen = filter(rule::normal);
    return chosen.isEmpty() ? filter(rule::last) : chosen;
  }

  /** The step of each endpoint towards a list, by the questions that {@link #select} asks. */
  Map<Endpoint, EndpointStep> steps(ListRule rule) {
    Function<Endpoint, EndpointStep> step =
        filter(rule::normal).isEmpty() ? rule::last : rule::normal;
    Map<Endpoint, EndpointStep> steps = new HashMap<>();
    all.forEach(endpoint -> steps.put(endpoint, step.apply(endpoint)));
    return steps;
  }

  private static boolean usable(Endpoint endpoint) {
    return endpoint.ready() || endpoint.servingTerminating();
  }

  /** Both are in the order of all endpoints, so one walk over these meets them one by one. */
  private List<Endpoint> union(List<Endpoint> cluster, List<Endpoint> local) {
    List<Endpoint> either = new ArrayList<>(all.size());
    int fromCluster = 0;
    int fromLocal = 0;
    for (Endpoint endpoint : all) {
      boolean inCluster = isAt(cluster, fromCluster, endpoint);
      boolean inLocal = isAt(local, fromLocal, endpoint);
      fromCluster += inCluster ? 1 : 0;
      fromLocal += inLocal ? 1 : 0;
      if (inCluster || inLocal) {
        either.add(endpoint);
      }
    }
    return either.size() == cluster.size() ? cluster : List.copyOf(either);
  }

  private static boolean isAt(List<Endpoint> list, int index, Endpoint endpoint) {
    return index < list.size() && list.get(index).equals(endpoint);
  }

  private List<Endpoint> filter(Function<Endpoint, EndpointStep> step) {
    List<Endpoint> chosen = new ArrayList<>(all.size());
    for (Endpoint endpoint : all) {
      if (step.apply(endpoint).serves()) {
        chosen.add(endpoint);
      }
    }
    // Most often all serve, and then the list is not held twice.
    return chosen.size() == all.size() ? all : List.copyOf(chosen);
  }
}
