// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import io.svcrules.iptables.AddrTypeMatch;
import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.NoTarget;
import io.svcrules.iptables.PacketSide;
import io.svcrules.iptables.SourceMatch;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.TrafficPolicy;
import io.svcrules.model.resolve.Endpoint;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compiles single service ports of one family. Looks at nothing but the service port and the
 * configuration. Not safe for use by several threads at once.
 */
public final class FragmentCompiler {
  private static final Jump MARK = new Jump(ChainNames.MARK_MASQ);

  private final IpFamily family;
  private final IptablesConfig config;
  private final boolean addressComments;
  private final boolean endpointComments;
  private final ChainNames names = new ChainNames();

  /**
   * A compiler for one family.
   *
   * @param endpointCount how many endpoints all service ports have together: decides on comments
   */
  public FragmentCompiler(IpFamily family, IptablesConfig config, int endpointCount) {
    this.family = family;
    this.config = config;
    this.addressComments = config.comments().atAddresses();
    this.endpointComments = config.comments().atEndpoints(endpointCount);
  }

  /** All that the service port contributes. */
  public Fragment compile(ResolvedServicePort port) {
    ServiceChainNames chains = ServiceChainNames.of(port.name(), names);
    List<DispatchRule> dispatch = new DispatchCompiler(port, chains, addressComments).compile();
    if (!port.endpoints().any()) {
      return new Fragment(port.name(), List.of(), dispatch);
    }
    return new Fragment(port.name(), chains(port, chains), dispatch);
  }

  private List<ReasonedChain> chains(ResolvedServicePort port, ServiceChainNames chains) {
    String name = port.name().toString();
    ServiceMatches matches = new ServiceMatches(name, port.name().protocol(), addressComments);
    EndpointChains endpoints = EndpointChains.of(port, chains, names, family, endpointComments);
    List<ReasonedChain> own = new ArrayList<>(2 + port.endpoints().reachable().size());
    if (port.externallyAccessible()) {
      own.add(external(port, chains, matches));
    }
    if (!port.loadBalancerIps().isEmpty() && !port.sourceRanges().isEmpty()) {
      own.add(firewall(port, chains, matches));
    }
    if (port.usesClusterEndpoints()) {
      addPolicyChain(own, port, TrafficPolicy.CLUSTER, chains.cluster(), matches, endpoints);
    }
    if (port.usesLocalEndpoints()) {
      addPolicyChain(own, port, TrafficPolicy.LOCAL, chains.local(), matches, endpoints);
    }
    endpoints.addChains(own);
    return own;
  }

  private void addPolicyChain(
      List<ReasonedChain> own,
      ResolvedServicePort port,
      TrafficPolicy policy,
      String name,
      ServiceMatches matches,
      EndpointChains endpoints) {
    List<Endpoint> chosen =
        policy == TrafficPolicy.CLUSTER ? port.endpoints().cluster() : port.endpoints().local();
    if (chosen.isEmpty()) {
      return;
    }
    ChainBuilder chain = new ChainBuilder(name);
    if (port.internalPolicy() == policy) {
      masqueradeClusterIp(chain, port, matches);
    }
    endpoints.addShares(chain, chosen);
    own.add(chain.build());
  }

  private void masqueradeClusterIp(
      ChainBuilder chain, ResolvedServicePort port, ServiceMatches matches) {
    List<Match> conditions = matches.address(port.clusterIp(), port.port(), " cluster IP");
    if (!config.masqueradeAll()) {
      Optional<Match> notLocal = config.localDetector().match(family, true);
      if (notLocal.isEmpty()) {
        return;
      }
      conditions.add(notLocal.get());
    }
    chain.add(RuleReason.MASQUERADE_OFF_CLUSTER, MARK, conditions);
  }

  private ReasonedChain external(
      ResolvedServicePort port, ServiceChainNames chains, ServiceMatches matches) {
    ChainBuilder chain = new ChainBuilder(chains.external());
    String destinations = " for " + matches.name() + " external destinations";
    boolean local = port.externalPolicy() == TrafficPolicy.LOCAL;
    if (local) {
      shortCircuits(chain, chains, matches, destinations);
    } else {
      chain.add(
          RuleReason.MASQUERADE_EXTERNAL,
          MARK,
          matches.commented("masquerade traffic" + destinations));
    }
    if (port.hasExternalEndpoints()) {
      chain.add(RuleReason.EXTERNAL_POLICY, new Jump(local ? chains.local() : chains.cluster()));
    }
    return chain.build();
  }

  private void shortCircuits(
      ChainBuilder chain, ServiceChainNames chains, ServiceMatches matches, String destinations) {
    Jump cluster = new Jump(chains.cluster());
    config
        .localDetector()
        .match(family, false)
        .ifPresent(
            pods ->
                chain.add(
                    RuleReason.POD_SHORT_CIRCUIT,
                    cluster,
                    matches.commented("pod traffic" + destinations, pods)));
    AddrTypeMatch fromNode = AddrTypeMatch.local(PacketSide.SOURCE);
    chain.add(
        RuleReason.NODE_MASQUERADE,
        MARK,
        matches.commented("masquerade LOCAL traffic" + destinations, fromNode));
    chain.add(
        RuleReason.NODE_SHORT_CIRCUIT,
        cluster,
        matches.commented("route LOCAL traffic" + destinations, fromNode));
  }

  private ReasonedChain firewall(
      ResolvedServicePort port, ServiceChainNames chains, ServiceMatches matches) {
    ChainBuilder chain = new ChainBuilder(chains.firewall());
    Jump external = new Jump(chains.external());
    String comment = matches.name() + " loadbalancer IP";
    for (Cidr range : port.sourceRanges()) {
      chain.add(
          RuleReason.SOURCE_RANGE, external, matches.commented(comment, SourceMatch.of(range)));
    }
    if (admitsNode(port)) {
      for (IpAddress ip : port.loadBalancerIps()) {
        chain.add(
            RuleReason.SOURCE_RANGE_NODE,
            external,
            matches.commented(comment, SourceMatch.of(Cidr.of(ip))));
      }
    }
    if (addressComments) {
      chain.add(
          RuleReason.SOURCE_RANGES_END,
          NoTarget.NONE,
          new CommentMatch(
              "other traffic to "
                  + matches.name()
                  + " will be dropped by "
                  + ChainNames.PROXY_FIREWALL));
    }
    return chain.build();
  }

  private boolean admitsNode(ResolvedServicePort port) {
    IpAddress node = config.nodeAddress(family);
    return port.sourceRanges().stream().anyMatch(range -> range.contains(node));
  }
}
