// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.DnatTarget;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.ProtocolMatch;
import io.svcrules.iptables.RecentMatch;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.SourceMatch;
import io.svcrules.iptables.StatisticMatch;
import io.svcrules.iptables.TransportMatch;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import io.svcrules.model.resolve.Endpoint;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compiles the chains of a service port's endpoints, and the shares that lead to them. */
final class EndpointChains {
  private static final Jump MARK = new Jump(ChainNames.MARK_MASQ);
  private static final List<RuleReason> REASONS = List.of(RuleReason.HAIRPIN, RuleReason.ENDPOINT);

  private final ResolvedServicePort port;
  private final IpFamily family;
  private final boolean comments;
  private final String serviceName;
  private final Map<Endpoint, Place> places;

  /** What an endpoint is called: its {@code ip:port}, and its chain. */
  private record Place(String text, String chain) {}

  private EndpointChains(
      ResolvedServicePort port, IpFamily family, boolean comments, Map<Endpoint, Place> places) {
    this.port = port;
    this.family = family;
    this.comments = comments;
    this.serviceName = port.name().toString();
    this.places = places;
  }

  static EndpointChains of(
      ResolvedServicePort port,
      ServiceChainNames chains,
      ChainNames names,
      IpFamily family,
      boolean comments) {
    List<Endpoint> reachable = port.endpoints().reachable();
    Map<Endpoint, Place> places = new LinkedHashMap<>(reachable.size() * 2);
    for (Endpoint endpoint : reachable) {
      String text = endpoint.text();
      places.put(endpoint, new Place(text, chains.endpoint(text, names)));
    }
    return new EndpointChains(port, family, comments, places);
  }

  /** Adds the rules that share new connections among endpoints, known clients first. */
  void addShares(ChainBuilder chain, List<Endpoint> chosen) {
    if (port.affinitySeconds().isPresent()) {
      int seconds = port.affinitySeconds().getAsInt();
      for (Endpoint endpoint : chosen) {
        Place place = place(endpoint);
        chain.add(
            RuleReason.AFFINITY,
            new Jump(place.chain()),
            toEndpoint(place, RecentMatch.check(family, place.chain(), seconds)));
      }
    }
    for (int i = 0; i < chosen.size(); i++) {
      Place place = place(chosen.get(i));
      int left = chosen.size() - i;
      List<Match> conditions =
          left == 1 ? toEndpoint(place) : toEndpoint(place, StatisticMatch.oneOf(left));
      chain.add(RuleReason.SHARE, new Jump(place.chain()), conditions);
    }
  }

  /** Adds the chain of each endpoint. */
  void addChains(List<ReasonedChain> own) {
    Protocol protocol = port.name().protocol();
    places.forEach(
        (endpoint, place) ->
            own.add(
                new ReasonedChain(
                    Chain.of(
                        place.chain(), List.of(hairpin(endpoint), dnat(endpoint, place, protocol))),
                    REASONS)));
  }

  private Rule hairpin(Endpoint endpoint) {
    SourceMatch itself = SourceMatch.of(Cidr.of(endpoint.address()));
    return new Rule(
        comments ? List.of(itself, new CommentMatch(serviceName)) : List.of(itself), MARK);
  }

  private Rule dnat(Endpoint endpoint, Place place, Protocol protocol) {
    List<Match> conditions = new ArrayList<>(4);
    conditions.add(ProtocolMatch.of(protocol));
    if (comments) {
      conditions.add(new CommentMatch(serviceName));
    }
    if (port.affinitySeconds().isPresent()) {
      conditions.add(RecentMatch.set(family, place.chain()));
    }
    conditions.add(new TransportMatch(protocol, 0));
    return new Rule(conditions, new DnatTarget(endpoint.address(), endpoint.port()));
  }

  private Place place(Endpoint endpoint) {
    return places.get(endpoint);
  }

  private List<Match> toEndpoint(Place place) {
    return comments ? List.of(comment(place)) : List.of();
  }

  private List<Match> toEndpoint(Place place, Match condition) {
    return comments ? List.of(comment(place), condition) : List.of(condition);
  }

  private CommentMatch comment(Place place) {
    return new CommentMatch(serviceName + " -> " + place.text());
  }
}
