// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import io.svcrules.iptables.RuleArbitraries;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.RulesetArbitraries;
import io.svcrules.iptables.Table;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** The kernel takes what we print, and gives back what we meant. As root only. */
class KernelRoundTripPropertyTest {
  private static final Set<Table> TABLES =
      EnumSet.of(Table.FILTER, Table.NAT, Table.MANGLE, Table.RAW);

  @Provide
  Arbitrary<Ruleset> rulesets() {
    return RulesetArbitraries.families()
        .flatMap(family -> RulesetArbitraries.rulesets(new RuleArbitraries(family, true), TABLES));
  }

  // Each try takes a second, so shrinking would take minutes; the input is part of the message.
  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void randomRulesComeBackEqual(@ForAll("rulesets") Ruleset ruleset) {
    String input = RulesetWriter.restoreInput(ruleset);
    for (IptablesVariant variant : IptablesVariant.values()) {
      IptablesVariant.assertSameTables(ruleset, variant.savedAfter(ruleset.family(), input));
    }
  }
}
