// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.diff;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.RulesetEditor;
import io.svcrules.iptables.diff.OurRules;
import io.svcrules.iptables.diff.RulesetDiff;
import io.svcrules.iptables.plan.IptablesPlan;

/**
 * What differs in one family.
 *
 * @param current all rules that the kernel holds
 * @param plan what would change
 */
record FamilyDiff(Ruleset current, IptablesPlan plan) {

  RulesetDiff diff() {
    return RulesetDiff.of(current, plan);
  }

  Ruleset ourRulesNow() {
    return OurRules.of(current);
  }

  Ruleset ourRulesThen() {
    return OurRules.of(RulesetEditor.apply(current, plan.restoreInput()));
  }
}
