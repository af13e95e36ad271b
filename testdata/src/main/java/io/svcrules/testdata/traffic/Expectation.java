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
  /**
   * Of four equal endpoints one stays unasked with a probability of 4 × 0.75^90 = 2 × 10^-11: in
   * all the cases of all the runs of a build, less than once in 10^7 builds.
   */
  private static final int QUESTIONS = 90;

  /** What does not vary need not be asked often. */
  private static final int FEW_QUESTIONS = 3;

  /** Longer than any delay on a busy machine. */
  private static final int PATIENCE = 5_000;

  /**
   * A refusal that comes while the system call that sent the SYN still holds the socket is ignored
   * (net/ipv4/tcp_ipv4.c tcp_v4_err, counted as LockDroppedIcmps). Where all is one machine that is
   * usual, so TCP learns it from the second SYN, a second later (net/tcp.h TCP_TIMEOUT_INIT). Real
   * silence has to last longer than that.
   */
  private static final int TCP_SILENCE = 2_500;

  /** All others learn of refusals at once. */
  private static final int SILENCE = 500;

  /** The order that tries the case. */
  Attempt attempt(int id, Transport transport) {
    boolean tcp = transport == Transport.TCP;
    return switch (expected.expected().verdict()) {
      case DELIVERED -> Attempt.of(id, transport, target, QUESTIONS, PATIENCE);
      case UNTOUCHED -> Attempt.of(id, transport, target, FEW_QUESTIONS, PATIENCE);
      case REJECTED, DROPPED ->
          tcp
              ? Attempt.of(id, transport, target, 1, TCP_SILENCE)
              : Attempt.of(id, transport, target, FEW_QUESTIONS, SILENCE);
    };
  }

  /** What is wrong with the answers; empty if nothing is. */
  Optional<String> deviation(Transport transport, Answers answers) {
    Set<String> wanted = diesInOutput(transport) ? Set.of("forbidden") : wanted();
    Set<String> got = answers.counts().keySet();
    boolean one = expected.service().affinitySeconds() > 0 && wanted.size() > 1;
    boolean holds = one ? got.size() == 1 && wanted.containsAll(got) : got.equals(wanted);
    return holds
        ? Optional.empty()
        : Optional.of(
            version + ": " + expected + "\n  wanted " + wanted + "\n  got    " + answers.counts());
  }

  /** The kernel tells a process on the node, but for TCP, when a rule in OUTPUT ends a packet. */
  private boolean diesInOutput(Transport transport) {
    Verdict verdict = expected.expected().verdict();
    return transport != Transport.TCP
        && expected.client() == Client.NODE
        && (verdict == Verdict.DROPPED || verdict == Verdict.REJECTED)
        && !expected.address().isOfNode();
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
    return expected.address().isOfNode() ? "refused" : answer(target.address(), client());
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
