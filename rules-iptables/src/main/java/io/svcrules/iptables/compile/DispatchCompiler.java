// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import io.svcrules.iptables.AddrTypeMatch;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.PacketSide;
import io.svcrules.iptables.RejectTarget;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.Target;
import io.svcrules.iptables.Verdict;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.TrafficPolicy;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.ArrayList;
import java.util.List;

/** Compiles the rules of one service port in the chains that all share. */
final class DispatchCompiler {
  private final ResolvedServicePort port;
  private final ServiceChainNames chains;
  private final ServiceMatches matches;
  private final List<DispatchRule> rules = new ArrayList<>(2);

  DispatchCompiler(ResolvedServicePort port, ServiceChainNames chains, ServiceMatches matches) {
    this.port = port;
    this.chains = chains;
    this.matches = matches;
  }

  List<DispatchRule> compile() {
    clusterIp();
    port.externalIps().forEach(this::externalIp);
    port.loadBalancerIps().forEach(this::loadBalancerIp);
    if (!port.hasExternalEndpoints()) {
      for (IpAddress ip : port.loadBalancerIps()) {
        blockExternal(ip, RuleReason.LOAD_BALANCER_IP_BLOCKED);
      }
    }
    if (port.nodePort() != 0) {
      nodePort();
    }
    if (port.healthCheckNodePort() != 0) {
      add(
          Table.FILTER,
          ChainNames.NODE_PORTS,
          RuleReason.HEALTH_CHECK,
          Verdict.ACCEPT,
          matches.overTcp().port(port.healthCheckNodePort(), " health check node port"));
    }
    return rules;
  }

  private void clusterIp() {
    if (port.hasInternalEndpoints()) {
      boolean local = port.internalPolicy() == TrafficPolicy.LOCAL;
      dispatch(
          RuleReason.CLUSTER_IP,
          local ? chains.local() : chains.cluster(),
          matches.address(port.clusterIp(), port.port(), " cluster IP"));
    } else {
      add(
          Table.FILTER,
          ChainNames.SERVICES,
          RuleReason.CLUSTER_IP_BLOCKED,
          verdict(),
          matches.address(port.clusterIp(), port.port(), verdictRemark()));
    }
  }

  private void externalIp(IpAddress ip) {
    if (port.endpoints().any()) {
      dispatch(
          RuleReason.EXTERNAL_IP,
          chains.external(),
          matches.address(ip, port.port(), " external IP"));
    }
    if (!port.hasExternalEndpoints()) {
      blockExternal(ip, RuleReason.EXTERNAL_IP_BLOCKED);
    }
  }

  private void loadBalancerIp(IpAddress ip) {
    if (!port.endpoints().any()) {
      return;
    }
    boolean guarded = !port.sourceRanges().isEmpty();
    dispatch(
        RuleReason.LOAD_BALANCER_IP,
        guarded ? chains.firewall() : chains.external(),
        matches.address(ip, port.port(), " loadbalancer IP"));
    if (guarded) {
      add(
          Table.FILTER,
          ChainNames.PROXY_FIREWALL,
          RuleReason.NOT_IN_SOURCE_RANGES,
          Verdict.DROP,
          matches.address(ip, port.port(), " traffic not accepted by " + chains.firewall()));
    }
  }

  private void nodePort() {
    if (port.endpoints().any()) {
      add(
          Table.NAT,
          ChainNames.NODE_PORTS,
          RuleReason.NODE_PORT,
          new Jump(chains.external()),
          matches.port(port.nodePort(), ""));
    }
    if (!port.hasExternalEndpoints()) {
      add(
          Table.FILTER,
          ChainNames.EXTERNAL_SERVICES,
          RuleReason.NODE_PORT_BLOCKED,
          verdict(),
          matches.port(
              port.nodePort(), verdictRemark(), AddrTypeMatch.local(PacketSide.DESTINATION)));
    }
  }

  private void blockExternal(IpAddress ip, RuleReason reason) {
    add(
        Table.FILTER,
        ChainNames.EXTERNAL_SERVICES,
        reason,
        verdict(),
        matches.address(ip, port.port(), verdictRemark()));
  }

  private void dispatch(RuleReason reason, String chain, List<Match> conditions) {
    add(Table.NAT, ChainNames.SERVICES, reason, new Jump(chain), conditions);
  }

  private void add(
      Table table, String chain, RuleReason reason, Target target, List<Match> conditions) {
    rules.add(new DispatchRule(table, chain, new Rule(conditions, target), reason));
  }

  /** Endpoints elsewhere may serve other nodes: then the client had better try again there. */
  private Target verdict() {
    IpFamily family = port.clusterIp().family();
    return port.endpoints().any() ? Verdict.DROP : RejectTarget.ofFamily(family);
  }

  private String verdictRemark() {
    return port.endpoints().any() ? " has no local endpoints" : " has no endpoints";
  }
}
