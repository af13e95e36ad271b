// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.capability;

import io.svcrules.iptables.AddrTypeMatch;
import io.svcrules.iptables.Chain;
import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.ConntrackMatch;
import io.svcrules.iptables.DnatTarget;
import io.svcrules.iptables.MarkMatch;
import io.svcrules.iptables.MarkTarget;
import io.svcrules.iptables.MasqueradeTarget;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.PhysdevMatch;
import io.svcrules.iptables.RecentMatch;
import io.svcrules.iptables.RejectTarget;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.SetMatch;
import io.svcrules.iptables.StatisticMatch;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.Target;
import io.svcrules.iptables.TransportMatch;
import io.svcrules.iptables.compile.BaseRules;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.DispatchRule;
import io.svcrules.iptables.compile.Fragment;
import io.svcrules.iptables.compile.ReasonedChain;
import io.svcrules.model.Protocol;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out what rules use. */
final class UsedCapabilities {
  /** What each kind of match or target is; a lookup for each of a million is quick. */
  private static final Map<Class<?>, Capability> KINDS =
      Map.ofEntries(
          Map.entry(AddrTypeMatch.class, Capability.ADDRTYPE),
          Map.entry(CommentMatch.class, Capability.COMMENT),
          Map.entry(ConntrackMatch.class, Capability.CONNTRACK),
          Map.entry(MarkMatch.class, Capability.MARK_MATCH),
          Map.entry(PhysdevMatch.class, Capability.PHYSDEV),
          Map.entry(RecentMatch.class, Capability.RECENT),
          Map.entry(SetMatch.class, Capability.SET),
          Map.entry(StatisticMatch.class, Capability.STATISTIC),
          Map.entry(DnatTarget.class, Capability.DNAT),
          Map.entry(MarkTarget.class, Capability.MARK_TARGET),
          Map.entry(MasqueradeTarget.class, Capability.MASQUERADE),
          Map.entry(RejectTarget.class, Capability.REJECT));

  private final Set<Capability> used = EnumSet.noneOf(Capability.class);

  private UsedCapabilities() {}

  /** What rules of a kernel use, whosever they are: so much it has. */
  static Set<Capability> of(Ruleset rules) {
    UsedCapabilities found = new UsedCapabilities();
    for (TableRules table : rules.tables().values()) {
      for (Chain chain : table.chains().values()) {
        found.add(chain.rules());
      }
    }
    return found.used;
  }

  static Set<Capability> of(CompiledRuleset rules) {
    UsedCapabilities found = new UsedCapabilities();
    found.used.addAll(of(rules.base()));
    for (Fragment fragment : rules.fragments()) {
      found.add(fragment);
    }
    return found.used;
  }

  static Set<Capability> of(BaseRules base) {
    UsedCapabilities found = new UsedCapabilities();
    base.chains().values().forEach(found::addChains);
    found.addDispatch(base.last());
    return found.used;
  }

  static Set<Capability> of(Fragment fragment) {
    UsedCapabilities found = new UsedCapabilities();
    found.add(fragment);
    return found.used;
  }

  static Set<Capability> of(Rule rule) {
    UsedCapabilities found = new UsedCapabilities();
    found.add(rule);
    return found.used;
  }

  private void add(Fragment fragment) {
    addChains(fragment.chains());
    addDispatch(fragment.dispatch());
  }

  private void addChains(List<ReasonedChain> chains) {
    for (ReasonedChain chain : chains) {
      add(chain.chain().rules());
    }
  }

  private void addDispatch(List<DispatchRule> rules) {
    for (DispatchRule rule : rules) {
      add(rule.rule());
    }
  }

  private void add(Collection<Rule> rules) {
    for (Rule rule : rules) {
      add(rule);
    }
  }

  private void add(Rule rule) {
    List<Match> matches = rule.matches();
    for (int i = 0; i < matches.size(); i++) {
      Match match = matches.get(i);
      addKind(match.getClass());
      if (match instanceof TransportMatch transport && transport.protocol() == Protocol.SCTP) {
        used.add(Capability.SCTP);
      }
    }
    Target target = rule.target();
    addKind(target.getClass());
    if (target instanceof MasqueradeTarget masquerade && masquerade.randomFully()) {
      used.add(Capability.RANDOM_FULLY);
    }
  }

  private void addKind(Class<?> kind) {
    Capability capability = KINDS.get(kind);
    if (capability != null) {
      used.add(capability);
    }
  }
}
