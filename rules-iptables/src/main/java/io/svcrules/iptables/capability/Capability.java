// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.capability;

import io.svcrules.iptables.AddrTypeMatch;
import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.ConntrackMatch;
import io.svcrules.iptables.ConntrackState;
import io.svcrules.iptables.DnatTarget;
import io.svcrules.iptables.MarkMatch;
import io.svcrules.iptables.MarkTarget;
import io.svcrules.iptables.MasqueradeTarget;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.NoTarget;
import io.svcrules.iptables.PacketSide;
import io.svcrules.iptables.PhysdevMatch;
import io.svcrules.iptables.ProtocolMatch;
import io.svcrules.iptables.RecentMatch;
import io.svcrules.iptables.RejectTarget;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.SetMatch;
import io.svcrules.iptables.StatisticMatch;
import io.svcrules.iptables.Target;
import io.svcrules.iptables.TransportMatch;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.List;

/** An extension of iptables that rules of services use, or an option of one. */
public enum Capability {
  /** Match addrtype. */
  ADDRTYPE("addrtype", "match", "node ports cannot be told from other traffic to the node"),
  /** Match comment. */
  COMMENT("comment", "match", "rules do not say whose they are; they are written without comments"),
  /** Match conntrack. */
  CONNTRACK("conntrack", "match", "new connections cannot be told from others"),
  /** Match mark. */
  MARK_MATCH("mark", "match", "traffic that needs the node's source address cannot be told"),
  /** Match physdev. */
  PHYSDEV("physdev", "match", "traffic of pods on a bridge cannot be told from other"),
  /** Match recent. */
  RECENT("recent", "match", "services with ClientIP affinity are left out"),
  /** Match sctp. */
  SCTP("sctp", "match", "services of SCTP are left out"),
  /** Match set. */
  SET("set", "match", "rules of mode ipvs cannot look into sets of addresses (module xt_set)"),
  /** Match statistic. */
  STATISTIC("statistic", "match", "services with more than one endpoint are left out"),
  /** Target DNAT. */
  DNAT("DNAT", "target", "nothing can be sent to an endpoint"),
  /** Target MARK. */
  MARK_TARGET("MARK", "target", "traffic that needs the node's source address cannot be marked"),
  /** Target MASQUERADE. */
  MASQUERADE("MASQUERADE", "target", "nothing can be given the node's source address"),
  /** Option {@code --random-fully} of target MASQUERADE. */
  RANDOM_FULLY(
      "MASQUERADE --random-fully",
      "target",
      "of connections that begin at the same moment some may be lost and tried again; MASQUERADE"
          + " takes its place"),
  /** Target REJECT. */
  REJECT(
      "REJECT",
      "target",
      "clients of services without endpoints are not told and wait; DROP takes its place");

  private final String word;
  private final String kind;
  private final String cost;

  Capability(String word, String kind, String cost) {
    this.word = word;
    this.kind = kind;
    this.cost = cost;
  }

  /** The extension as iptables names it, and its option. */
  public String word() {
    return word;
  }

  /** What it is, such as {@code match recent}. */
  public String title() {
    return kind + " " + word;
  }

  /** What it costs that it is missing, and what takes its place. */
  public String cost() {
    return cost;
  }

  /** A rule that uses it and nothing else that a node may lack. */
  public Rule sample(IpFamily family) {
    return switch (this) {
      case ADDRTYPE -> matching(AddrTypeMatch.local(PacketSide.DESTINATION));
      case COMMENT -> matching(new CommentMatch("probe"));
      case CONNTRACK -> matching(ConntrackMatch.of(ConntrackState.NEW));
      case MARK_MATCH -> matching(new MarkMatch(false, 1, 1));
      case PHYSDEV -> matching(new PhysdevMatch(true));
      case SET -> matching(SetMatch.of("SVCRULES-PROBE", PacketSide.SOURCE));
      case RECENT -> matching(RecentMatch.check(family, "SVCRULES-PROBE", 1));
      case SCTP -> matching(ProtocolMatch.of(Protocol.SCTP), new TransportMatch(Protocol.SCTP, 1));
      case STATISTIC -> matching(StatisticMatch.oneOf(2));
      case DNAT -> overUdp(new DnatTarget(loopback(family), 1));
      case MARK_TARGET -> Rule.of(MarkTarget.or(1));
      case MASQUERADE -> Rule.of(new MasqueradeTarget(false));
      case RANDOM_FULLY -> Rule.of(new MasqueradeTarget(true));
      case REJECT -> Rule.of(RejectTarget.ofFamily(family));
    };
  }

  private static Rule matching(Match... matches) {
    return new Rule(List.of(matches), NoTarget.NONE);
  }

  /** Ports are of a protocol. */
  private static Rule overUdp(Target target) {
    return Rule.of(target, ProtocolMatch.of(Protocol.UDP));
  }

  private static IpAddress loopback(IpFamily family) {
    return IpAddress.parse(
        switch (family) {
          case IPV4 -> "127.0.0.1";
          case IPV6 -> "::1";
        });
  }
}
