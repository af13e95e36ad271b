// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the clients of a case must be told.
 *
 * @param expected the case
 * @param version the family it is tried in
 * @param target what clients ask
 */
record Expectation(TrafficCase expected, IpVersion version, Target target) {
  /** Of four equal endpoints one stays unasked in 10^-12 of all runs: 4 × 0.75^100. */
  private static final int QUESTIONS = 100;

  /** Refusals and silences do not vary. */
  private static final int FUTILE_QUESTIONS = 3;

  /** For answers that come: longer than any delay on a busy machine. */
  private static final int PATIENCE = 5_000;

  /** For refusals: a lost one is followed by another only after a second, the first SYN's timer. */
  private static final int REFUSAL_PATIENCE = 900;

  /** For silence: answers come within milliseconds, or within a second if a packet was lost. */
  private static final int SILENCE_PATIENCE = 400;

  /** The order that tries the case. */
  Attempt attempt(int id, Transport transport) {
    return switch (expected.expected().verdict()) {
      case DELIVERED -> Attempt.of(id, transport, target, QUESTIONS, PATIENCE);
      case UNTOUCHED -> Attempt.of(id, transport, target, FUTILE_QUESTIONS, PATIENCE);
      case REJECTED -> Attempt.of(id, transport, target, FUTILE_QUESTIONS, REFUSAL_PATIENCE);
      case DROPPED -> Attempt.of(id, transport, target, FUTILE_QUESTIONS, SILENCE_PATIENCE);
    };
  }

  /** What is wrong with the answers; empty if nothing is. */
  Optional<String> deviation(Answers answers) {
    Set<String> wanted = wanted();
    Set<String> got = answers.counts().keySet();
    boolean one = expected.service().affinitySeconds() > 0 && wanted.size() > 1;
    boolean holds = one ? got.size() == 1 && wanted.containsAll(got) : got.equals(wanted);
    return holds
        ? Optional.empty()
        : Optional.of(expected + "\n  wanted " + wanted + "\n  got    " + answers.counts());
  }

  private Set<String> wanted() {
    Outcome outcome = expected.expected();
    return switch (outcome.verdict()) {
      case REJECTED -> Set.of("refused");
      case DROPPED -> Set.of("silent");
      case UNTOUCHED -> Set.of(untouched());
      case DELIVERED -> delivered(outcome);
    };
  }

  private String untouched() {
    return switch (expected.address()) {
      case NODE_PORT, NODE_PORT_ON_OTHER_ADDRESS -> "refused";
      case CLUSTER_IP, EXTERNAL_IP, LOAD_BALANCER_IP -> answer(target.address(), client());
    };
  }

  private Set<String> delivered(Outcome outcome) {
    Set<String> answers = new TreeSet<>();
    for (String endpoint : endpoints(outcome.reach())) {
      boolean rewritten = outcome.rewritten() || endpoint.equals(client());
      answers.add(
          answer(
              endpoint, rewritten ? LabAddresses.masqueradeAddress(version, endpoint) : client()));
    }
    return answers;
  }

  private List<String> endpoints(Reach reach) {
    List<String> endpoints = new ArrayList<>();
    if (reach != Reach.NONE && expected.service().placement() == Placement.BOTH) {
      endpoints.addAll(LabAddresses.localEndpoints(version));
    }
    if (reach == Reach.ALL && expected.service().placement() != Placement.NOWHERE) {
      endpoints.addAll(LabAddresses.remoteEndpoints(version));
    }
    return endpoints;
  }

  private String client() {
    return expected.client().place().address(version);
  }

  private static String answer(String endpoint, String source) {
    return Literal.canonical(endpoint) + ' ' + Literal.canonical(source);
  }
}
