// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Target;
import java.util.ArrayList;
import java.util.List;

/** Collects the rules of one chain. */
final class ChainBuilder {
  private final String name;
  private final ChainPolicy policy;
  private final List<Rule> rules = new ArrayList<>();
  private final List<RuleReason> reasons = new ArrayList<>();

  ChainBuilder(String name, ChainPolicy policy) {
    this.name = name;
    this.policy = policy;
  }

  ChainBuilder(String name) {
    this(name, ChainPolicy.NONE);
  }

  ChainBuilder add(RuleReason reason, Target target, Match... matches) {
    return add(reason, target, List.of(matches));
  }

  ChainBuilder add(RuleReason reason, Target target, List<Match> matches) {
    rules.add(new Rule(matches, target));
    reasons.add(reason);
    return this;
  }

  ReasonedChain build() {
    return new ReasonedChain(new Chain(name, policy, rules), reasons);
  }
}
