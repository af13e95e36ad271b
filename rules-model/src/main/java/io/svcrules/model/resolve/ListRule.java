// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import java.util.function.Predicate;

/**
 * What makes an endpoint part of a list. The rules ask whether it serves, explanations ask what
 * keeps it from serving: both get the same answer.
 */
final class ListRule {
  private final boolean asked;
  private final boolean localOnly;
  private final EndpointStep unhinted;
  private final Predicate<Endpoint> admits;

  private ListRule(
      boolean asked, boolean localOnly, EndpointStep unhinted, Predicate<Endpoint> admits) {
    this.asked = asked;
    this.localOnly = localOnly;
    this.unhinted = unhinted;
    this.admits = admits;
  }

  /** Of the whole cluster, as far as hints mean them for this node. */
  static ListRule cluster(boolean asked, TopologyUse use, Predicate<Endpoint> admits) {
    EndpointStep unhinted =
        use == TopologyUse.NODE ? EndpointStep.OTHER_NODE : EndpointStep.OTHER_ZONE;
    return new ListRule(asked, false, unhinted, admits);
  }

  /** Of this node. Hints never narrow them. */
  static ListRule local(boolean asked) {
    return new ListRule(asked, true, EndpointStep.OTHER_NODE, endpoint -> true);
  }

  /** Whether any traffic asks for the list. */
  boolean isAsked() {
    return asked;
  }

  /** The step of an endpoint in normal times. */
  EndpointStep normal(Endpoint endpoint) {
    if (!asked) {
      return EndpointStep.NOT_ASKED;
    }
    if (localOnly && !endpoint.local()) {
      return EndpointStep.ELSEWHERE;
    }
    if (!endpoint.ready()) {
      return endpoint.servingTerminating() ? EndpointStep.NOT_NEEDED : unready(endpoint);
    }
    return admits.test(endpoint) ? EndpointStep.SERVES : unhinted;
  }

  /** The step of an endpoint if none serves in normal times: hints do not count then. */
  EndpointStep last(Endpoint endpoint) {
    if (!asked) {
      return EndpointStep.NOT_ASKED;
    }
    if (localOnly && !endpoint.local()) {
      return EndpointStep.ELSEWHERE;
    }
    return endpoint.servingTerminating() ? EndpointStep.LAST_RESORT : unready(endpoint);
  }

  private static EndpointStep unready(Endpoint endpoint) {
    return endpoint.conditions().terminating() ? EndpointStep.TERMINATING : EndpointStep.NOT_READY;
  }
}
