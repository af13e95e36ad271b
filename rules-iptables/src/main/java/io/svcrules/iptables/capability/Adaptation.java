// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.capability;

import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.MasqueradeTarget;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.RejectTarget;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.Target;
import io.svcrules.iptables.Verdict;
import io.svcrules.iptables.compile.BaseRules;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.DispatchRule;
import io.svcrules.iptables.compile.Fragment;
import io.svcrules.iptables.compile.ReasonedChain;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes of rules what a node can have that lacks something; all at once, or one after another. */
public final class Adaptation {
  private final Set<Capability> lacking;

  private Adaptation(Set<Capability> lacking) {
    this.lacking = lacking;
  }

  /** What becomes of rules on a node that lacks something. */
  public static Adaptation to(Set<Capability> lacking) {
    return new Adaptation(lacking);
  }

  /** What rules use of what a node may lack. */
  public static Set<Capability> used(CompiledRuleset rules) {
    return UsedCapabilities.of(rules);
  }

  /** What the rules of a service port use of what a node may lack. */
  public static Set<Capability> used(Fragment fragment) {
    return UsedCapabilities.of(fragment);
  }

  /**
   * What has to be asked about before rules are written: what they use and the kernel has not shown
   * that it has.
   *
   * @param current the rules that the kernel holds
   */
  public static Set<Capability> doubtful(CompiledRuleset desired, Ruleset current) {
    Set<Capability> doubtful = EnumSet.copyOf(UsedCapabilities.of(desired));
    doubtful.removeAll(UsedCapabilities.of(current));
    return doubtful;
  }

  /**
   * The rules for a node.
   *
   * @param lacking what the node lacks
   * @throws MissingCapabilityException if no service can be served without it
   */
  public static AdaptedRules adapt(CompiledRuleset desired, Set<Capability> lacking) {
    if (lacking.isEmpty()) {
      return AdaptedRules.asTheyAre(desired);
    }
    return new Adaptation(lacking).adapt(desired);
  }

  private AdaptedRules adapt(CompiledRuleset desired) {
    BaseRules base = base(desired.base());
    UsedCapabilities.of(base).stream().filter(this::isVital).findFirst().ifPresent(this::giveUp);
    List<Fragment> fragments = new ArrayList<>(desired.fragments().size());
    List<LackingServicePort> leftOut = new ArrayList<>();
    for (Fragment original : desired.fragments()) {
      Fragment fragment = fragment(original);
      Optional<LackingServicePort> problem = problem(fragment);
      problem.ifPresentOrElse(leftOut::add, () -> fragments.add(fragment));
    }
    CompiledRuleset rules = new CompiledRuleset(desired.family(), base, fragments);
    return new AdaptedRules(rules, lacking, leftOut);
  }

  private boolean isVital(Capability capability) {
    return lacking.contains(capability);
  }

  private void giveUp(Capability capability) {
    throw new MissingCapabilityException(capability);
  }

  private BaseRules base(BaseRules base) {
    Map<Table, List<ReasonedChain>> chains = new EnumMap<>(Table.class);
    base.chains()
        .forEach((table, list) -> chains.put(table, list.stream().map(this::chain).toList()));
    return new BaseRules(chains, base.last().stream().map(this::dispatch).toList());
  }

  /** The rules of a service port for the node, as far as something can take their place. */
  public Fragment fragment(Fragment fragment) {
    if (lacking.isEmpty()) {
      return fragment;
    }
    return new Fragment(
        fragment.name(),
        fragment.chains().stream().map(this::chain).toList(),
        fragment.dispatch().stream().map(this::dispatch).toList());
  }

  private ReasonedChain chain(ReasonedChain chain) {
    List<Rule> rules = chain.chain().rules().stream().map(this::rule).toList();
    return new ReasonedChain(chain.chain().withRules(rules), chain.reasons());
  }

  private DispatchRule dispatch(DispatchRule rule) {
    return new DispatchRule(rule.table(), rule.chain(), rule(rule.rule()), rule.reason());
  }

  private Rule rule(Rule rule) {
    List<Match> matches =
        lacking.contains(Capability.COMMENT)
            ? rule.matches().stream().filter(match -> !(match instanceof CommentMatch)).toList()
            : rule.matches();
    return new Rule(matches, target(rule.target()));
  }

  private Target target(Target target) {
    if (target instanceof MasqueradeTarget && lacking.contains(Capability.RANDOM_FULLY)) {
      return new MasqueradeTarget(false);
    }
    return target instanceof RejectTarget && lacking.contains(Capability.REJECT)
        ? Verdict.DROP
        : target;
  }

  /**
   * Why a service port cannot be served; empty if it can.
   *
   * @param fragment its rules for the node
   * @throws MissingCapabilityException if no service can be served
   */
  public Optional<LackingServicePort> problem(Fragment fragment) {
    if (lacking.isEmpty()) {
      return Optional.empty();
    }
    List<Rule> rules = new ArrayList<>();
    fragment.dispatch().forEach(dispatch -> rules.add(dispatch.rule()));
    fragment.chains().forEach(chain -> rules.addAll(chain.chain().rules()));
    for (Rule rule : rules) {
      for (Capability used : UsedCapabilities.of(rule)) {
        if (used == Capability.DNAT && lacking.contains(used)) {
          giveUp(used);
        }
        if (lacking.contains(used)) {
          return Optional.of(new LackingServicePort(fragment.name(), rule, used));
        }
      }
    }
    return Optional.empty();
  }
}
