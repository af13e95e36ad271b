// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.model.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of some part of the connections.
 *
 * @param fate what becomes of them
 * @param share which part, if all conditions hold
 * @param destination the address where they end up, or would have gone on to
 * @param port the port there
 * @param source the address that is seen there; empty if the node's is, and is not known
 * @param masqueraded whether that is not the address of the client
 * @param hairpin whether the client reaches itself
 * @param replies where answers go
 * @param conditions what nobody can tell from the rules, and this rests on
 * @param by what ended the way of packets that are delivered nowhere
 * @param path all that packets were subject to, from the first to the last
 */
public record Outcome(
    Fate fate,
    Share share,
    IpAddress destination,
    int port,
    Optional<IpAddress> source,
    boolean masqueraded,
    boolean hairpin,
    Replies replies,
    List<Condition> conditions,
    Optional<Visit> by,
    List<Visit> path) {

  /** Copies the lists. */
  public Outcome {
    conditions = List.copyOf(conditions);
    path = List.copyOf(path);
  }

  /** All that tells outcomes apart. */
  List<Object> key() {
    return List.of(
        fate, destination, port, source, masqueraded, conditions, by.map(Visit::place).orElse(""));
  }

  /** This outcome for packets whose way does not hang on a condition. */
  Outcome without(Condition condition) {
    return new Outcome(
        fate,
        share,
        destination,
        port,
        source,
        masqueraded,
        hairpin,
        replies,
        conditions.stream().filter(one -> !one.equals(condition)).toList(),
        by,
        path);
  }

  /** Both parts of the connections. */
  Outcome plus(Outcome other) {
    return new Outcome(
        fate,
        share.plus(other.share),
        destination,
        port,
        source,
        masqueraded,
        hairpin,
        replies,
        conditions,
        by,
        share.value() >= other.share.value() ? path : other.path);
  }
}
