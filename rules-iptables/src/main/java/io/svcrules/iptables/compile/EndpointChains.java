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
import io.svcrules.model.resolve.Endpoint;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.ArrayList;
import java.util.List;

/** Compiles the chains of a service port's endpoints, and the shares that lead to them. */
final class EndpointChains {
  private static final Jump MARK = new Jump(ChainNames.MARK_MASQ);
  private static final List<RuleReason> REASONS = List.of(RuleReason.HAIRPIN, RuleReason.ENDPOINT);

  private final ResolvedServicePort port;
  private final IpFamily family;
  private final boolean comments;
  private final String remark;
  private final List<Place> places;

  /** An endpoint, its {@code ip:port}, and the way to its chain. */
  private record Place(Endpoint endpoint, String text, Jump jump) {
    String chain() {
      return jump.chain();
    }
  }

  private EndpointChains(
      ResolvedServicePort port, IpFamily family, boolean comments, List<Place> places) {
    this.port = port;
    this.family = family;
    this.comments = comments;
    this.remark = port.name() + " -> ";
    this.places = places;
  }

  static EndpointChains of(
      ResolvedServicePort port,
      ServiceChainNames chains,
      ChainNames names,
      IpFamily family,
      boolean comments) {
    List<Endpoint> reachable = port.endpoints().reachable();
    List<Place> places = new ArrayList<>(reachable.size());
    for (Endpoint endpoint : reachable) {
      String text = endpoint.text();
      places.add(new Place(endpoint, text, new Jump(chains.endpoint(text, names))));
    }
    return new EndpointChains(port, family, comments, places);
  }

  /** Adds the rules that share new connections among endpoints, known clients first. */
  void addShares(ChainBuilder chain, List<Endpoint> chosen) {
    List<Place> there = placesOf(chosen);
    if (port.affinitySeconds().isPresent()) {
      int seconds = port.affinitySeconds().getAsInt();
      for (Place place : there) {
        RecentMatch known = RecentMatch.check(family, place.chain(), seconds);
        chain.add(RuleReason.AFFINITY, place.jump(), toEndpoint(place, known));
      }
    }
    for (int i = 0; i < there.size(); i++) {
      Place place = there.get(i);
      int left = there.size() - i;
      List<Match> conditions =
          left == 1 ? toEndpoint(place) : toEndpoint(place, StatisticMatch.oneOf(left));
      chain.add(RuleReason.SHARE, place.jump(), conditions);
    }
  }

  /** Those chosen are among the reachable ones and in the same order, so one walk finds them. */
  private List<Place> placesOf(List<Endpoint> chosen) {
    if (chosen.size() == places.size()) {
      return places;
    }
    List<Place> found = new ArrayList<>(chosen.size());
    int next = 0;
    for (Endpoint endpoint : chosen) {
      while (!places.get(next).endpoint().equals(endpoint)) {
        next++;
      }
      found.add(places.get(next));
    }
    return found;
  }

  /** Adds the chain of each endpoint. */
  void addChains(List<ReasonedChain> own) {
    Match protocol = ProtocolMatch.of(port.name().protocol());
    Match transport = new TransportMatch(port.name().protocol(), 0);
    Match comment = new CommentMatch(port.name().toString());
    for (Place place : places) {
      List<Rule> rules =
          List.of(hairpin(place, comment), dnat(place, protocol, comment, transport));
      own.add(new ReasonedChain(Chain.of(place.chain(), rules), REASONS));
    }
  }

  private Rule hairpin(Place place, Match comment) {
    SourceMatch itself = SourceMatch.of(Cidr.of(place.endpoint().address()));
    return new Rule(comments ? List.of(itself, comment) : List.of(itself), MARK);
  }

  private Rule dnat(Place place, Match protocol, Match comment, Match transport) {
    List<Match> conditions = new ArrayList<>(4);
    conditions.add(protocol);
    if (comments) {
      conditions.add(comment);
    }
    if (port.affinitySeconds().isPresent()) {
      conditions.add(RecentMatch.set(family, place.chain()));
    }
    conditions.add(transport);
    return new Rule(
        conditions, new DnatTarget(place.endpoint().address(), place.endpoint().port()));
  }

  private List<Match> toEndpoint(Place place) {
    return comments ? List.of(comment(place)) : List.of();
  }

  private List<Match> toEndpoint(Place place, Match condition) {
    return comments ? List.of(comment(place), condition) : List.of(condition);
  }

  private CommentMatch comment(Place place) {
    return new CommentMatch(remark + place.text());
  }
}
