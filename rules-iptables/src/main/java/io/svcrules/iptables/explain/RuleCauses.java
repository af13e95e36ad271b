// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.explain;

import io.svcrules.iptables.DestinationMatch;
import io.svcrules.iptables.DnatTarget;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.SourceMatch;
import io.svcrules.model.Cidr;
import io.svcrules.model.resolve.Endpoint;
import io.svcrules.model.resolve.ExplainedEndpoint;
import io.svcrules.model.resolve.ExplainedServicePort;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.List;
import java.util.function.Function;

/** Finds the fields that the rules of one service port exist for. */
public final class RuleCauses {
  private final RuleOrigins origins;
  private final ExplainedServicePort port;
  private final String service;

  /**
   * Causes within a service port.
   *
   * @param origins all rules
   * @param port the service port
   */
  public RuleCauses(RuleOrigins origins, ExplainedServicePort port) {
    this.origins = origins;
    this.port = port;
    this.service = "Service " + port.port().name().service();
  }

  /** The fields that a rule of the service port exists for; at least one. */
  public List<RuleCause> of(RuleOrigin origin) {
    ResolvedServicePort resolved = port.port();
    return switch (origin.reason()) {
      case CLUSTER_IP, CLUSTER_IP_BLOCKED, MASQUERADE_OFF_CLUSTER ->
          cause("spec.clusterIPs", resolved.clusterIp().toString());
      case EXTERNAL_IP,
          EXTERNAL_IP_BLOCKED,
          LOAD_BALANCER_IP,
          LOAD_BALANCER_IP_BLOCKED,
          NOT_IN_SOURCE_RANGES ->
          cause(origin.reason().field(), destination(origin.rule()));
      case NODE_PORT, NODE_PORT_BLOCKED ->
          cause("spec.ports[" + port.index() + "].nodePort", "" + resolved.nodePort());
      case HEALTH_CHECK -> cause(origin.reason().field(), "" + resolved.healthCheckNodePort());
      case SOURCE_RANGE, SOURCE_RANGE_NODE, SOURCE_RANGES_END ->
          cause(origin.reason().field(), source(origin.rule()));
      case MASQUERADE_EXTERNAL,
          POD_SHORT_CIRCUIT,
          NODE_MASQUERADE,
          NODE_SHORT_CIRCUIT,
          EXTERNAL_POLICY ->
          cause(origin.reason().field(), resolved.externalPolicy().kubernetesName());
      case AFFINITY -> cause(origin.reason().field(), "ClientIP");
      case SHARE, HAIRPIN, ENDPOINT -> endpoints(origin);
      case HOOK, NODE_PORTS, POSTROUTING, MARK, INVALID, FORWARD, LOOPBACK -> cause("", "");
    };
  }

  private List<RuleCause> cause(String field, String value) {
    return List.of(new RuleCause(service, field, value));
  }

  /** The endpoint stands in its own chain: in that of the rule, or in the one it calls. */
  private List<RuleCause> endpoints(RuleOrigin origin) {
    String chain = origin.rule().target().calledChain().orElse(origin.chain());
    String own = chain.startsWith("KUBE-SEP-") ? chain : origin.chain();
    List<RuleCause> causes =
        origins.chain(own).stream()
            .map(RuleOrigin::rule)
            .filter(rule -> rule.target() instanceof DnatTarget)
            .map(rule -> (DnatTarget) rule.target())
            .flatMap(
                target ->
                    port.endpoints().stream()
                        .filter(one -> one.serves() && isAt(one.endpoint(), target))
                        .map(RuleCauses::cause))
            .toList();
    return causes.isEmpty() ? cause(origin.reason().field(), "") : causes;
  }

  private static boolean isAt(Endpoint endpoint, DnatTarget target) {
    return endpoint.address().equals(target.address()) && endpoint.port() == target.port();
  }

  private static RuleCause cause(ExplainedEndpoint endpoint) {
    return new RuleCause(
        "EndpointSlice " + endpoint.slice(),
        "endpoints[" + endpoint.index() + "].addresses",
        endpoint.endpoint().text());
  }

  private static String destination(Rule rule) {
    return first(rule, m -> m instanceof DestinationMatch d ? text(d.network()) : "");
  }

  private static String source(Rule rule) {
    return first(rule, match -> match instanceof SourceMatch s ? text(s.network()) : "");
  }

  private static String first(Rule rule, Function<Match, String> text) {
    return rule.matches().stream()
        .map(text)
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String text(Cidr network) {
    return network.isSingleAddress() ? network.network().toString() : network.toString();
  }
}
