// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import io.svcrules.model.EndpointConditions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Which of two endpoints with one address and port stays. The local one, as with kube-proxy. Among
 * equals kube-proxy keeps the first it happens to see; here the one that serves best stays, so that
 * the order of slices decides nothing: an endpoint that moves from one slice to another may stand
 * in both for a moment.
 */
final class EndpointRivalry {
  private static final Comparator<List<String>> HINTS =
      (one, other) -> Arrays.compare(one.toArray(String[]::new), other.toArray(String[]::new));

  private static final Comparator<Endpoint> ORDER =
      Comparator.comparing(Endpoint::local)
          .thenComparing(endpoint -> rank(endpoint.conditions()))
          .thenComparing(Endpoint::zoneHints, HINTS)
          .thenComparing(Endpoint::nodeHints, HINTS)
          .thenComparing(endpoint -> endpoint.nodeName().isPresent())
          .thenComparing(endpoint -> endpoint.nodeName().orElse(""));

  private EndpointRivalry() {}

  static Endpoint winner(Endpoint one, Endpoint other) {
    return ORDER.compare(one, other) >= 0 ? one : other;
  }

  private static int rank(EndpointConditions conditions) {
    return (conditions.ready() ? 4 : 0)
        + (conditions.serving() ? 2 : 0)
        + (conditions.terminating() ? 0 : 1);
  }
}
