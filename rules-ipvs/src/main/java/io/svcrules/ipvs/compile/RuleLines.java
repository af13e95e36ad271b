// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.ConntrackMatch;
import io.svcrules.iptables.ConntrackState;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.PacketSide;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.SetMatch;
import io.svcrules.iptables.Target;
import io.svcrules.iptables.Verdict;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The rules and conditions that several chains of IPVS mode are made of. */
final class RuleLines {
  private static final ConntrackMatch NEW = ConntrackMatch.of(ConntrackState.NEW);

  private final IpFamily family;

  RuleLines(IpFamily family) {
    this.family = family;
  }

  /** A built-in chain with our rules in it. */
  Chain hook(String name, Rule... rules) {
    return new Chain(name, ChainPolicy.ACCEPT, List.of(rules));
  }

  Rule jump(String chain, String comment) {
    return Rule.of(new Jump(chain), new CommentMatch(comment));
  }

  /** A condition on the destination of a packet; with a port unless the set has ports alone. */
  Match destination(KubeSet set) {
    return switch (set.type()) {
      case HASH_IP, BITMAP_PORT -> match(set, PacketSide.DESTINATION);
      case HASH_IP_PORT -> match(set, PacketSide.DESTINATION, PacketSide.DESTINATION);
      case HASH_IP_PORT_IP, HASH_IP_PORT_NET ->
          match(set, PacketSide.DESTINATION, PacketSide.DESTINATION, PacketSide.SOURCE);
    };
  }

  Match match(KubeSet set, PacketSide... sides) {
    return SetMatch.of(set.name(family), sides);
  }

  /** A rule for what is in a set, with the set's remark. */
  Rule remarked(KubeSet set, Target target, Match... more) {
    List<Match> matches = new ArrayList<>(2 + more.length);
    matches.add(new CommentMatch(set.comment()));
    matches.add(destination(set));
    Collections.addAll(matches, more);
    return new Rule(matches, target);
  }

  /** A rule for what is in a set. */
  Rule plain(KubeSet set, Target target) {
    return Rule.of(target, destination(set));
  }

  /** A rule for new connections to what is in a set. */
  Rule newTo(KubeSet set, Target target) {
    return set.comment().isEmpty()
        ? Rule.of(target, NEW, destination(set))
        : Rule.of(target, new CommentMatch(set.comment()), NEW, destination(set));
  }

  /** Table mangle: what virtual servers must not take from the node itself. */
  Chain outFilter() {
    return Chain.of(
        ChainNames.OUT_FILTER,
        List.of(
            remarked(KubeSet.LOAD_BALANCER_FW, new Jump(ChainNames.SOURCE_RANGES)),
            newTo(KubeSet.NO_LOCAL_ENDPOINTS, Verdict.DROP)));
  }

  /** Who may use load balancer IPs with source ranges. */
  Chain sourceRanges() {
    return Chain.of(
        ChainNames.SOURCE_RANGES,
        List.of(
            remarked(KubeSet.LOAD_BALANCER_SOURCE_CIDR, Verdict.RETURN),
            remarked(KubeSet.LOAD_BALANCER_SOURCE_IP, Verdict.RETURN),
            Rule.of(Verdict.DROP)));
  }
}
