// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.flow;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import io.svcrules.model.ServicePortName;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which flows have to be forgotten after rules have changed. A client that goes on sending UDP from
 * one port is never asked again where to: it stays with an endpoint that is gone, or with nobody if
 * it came before the service. Decided by who answers each flow now, so nothing has to be remembered
 * between two runs; {@link FrontendIndex} remembers, and so need only look where something changed.
 */
public final class StaleFlows {
  private final IpFamily family;
  private final Frontends before;
  private final Frontends after;
  private final Predicate<TransportAddress> settled;

  /**
   * Flows that are stale.
   *
   * @param settled where nothing changed, whatever the others say
   */
  StaleFlows(
      IpFamily family, Frontends before, Frontends after, Predicate<TransportAddress> settled) {
    this.family = family;
    this.before = before;
    this.after = after;
    this.settled = settled;
  }

  /**
   * The flows that are stale once the rules are what they should be.
   *
   * @param before the rules that the kernel held
   * @param services the services
   * @param compiled their rules
   * @param leftOut service ports that have no rules all the same
   */
  public static StaleFlows of(
      Ruleset before,
      ServiceTable services,
      CompiledRuleset compiled,
      Set<ServicePortName> leftOut) {
    List<ResolvedServicePort> there =
        services.ports().stream().filter(port -> !leftOut.contains(port.name())).toList();
    return new FrontendIndex(there, compiled).all(Frontends.ofRules(before));
  }

  /** The flows that are stale where services are asked now, and where they were before. */
  static StaleFlows between(IpFamily family, Frontends before, Frontends after) {
    return new StaleFlows(family, before, after, asked -> false);
  }

  /** The family of all of them. */
  public IpFamily family() {
    return family;
  }

  /** Where services were asked before. */
  public Frontends before() {
    return before;
  }

  /** The protocol of all of them. */
  public Protocol protocol() {
    return Frontends.PROTOCOL;
  }

  /** Whether there can be none, whatever the kernel remembers. */
  public boolean isEmpty() {
    return before.isEmpty() && after.isEmpty();
  }

  /**
   * Whether a flow is one of them.
   *
   * @param nodeAddresses the addresses of the node's interfaces
   */
  public boolean contains(Flow flow, Set<IpAddress> nodeAddresses) {
    if (flow.protocol() != Frontends.PROTOCOL || settled.test(flow.destination())) {
      return false;
    }
    Optional<Set<TransportAddress>> mayAnswer = after.at(flow.destination(), nodeAddresses);
    if (mayAnswer.isPresent()) {
      return !mayAnswer.get().contains(flow.answering());
    }
    // Where no service is asked any more, whoever answers there by himself goes on.
    return flow.isRedirected() && before.at(flow.destination(), nodeAddresses).isPresent();
  }
}
