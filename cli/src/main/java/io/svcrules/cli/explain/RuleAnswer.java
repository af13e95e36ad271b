// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.explain;

import io.svcrules.iptables.explain.RuleCause;
import io.svcrules.iptables.explain.RuleOrigin;
import io.svcrules.model.IpFamily;
import io.svcrules.model.ServicePortName;
import java.util.List;
import java.util.Optional;

/**
 * What is known about a chain or rule.
 *
 * @param chain the chain asked for
 * @param families what the rules of each family say about it; only those that have the chain
 * @param found whether what was asked for is there
 * @param remark what is to be said if it is not; else empty
 */
record RuleAnswer(String chain, List<Family> families, boolean found, String remark) {
  RuleAnswer {
    families = List.copyOf(families);
  }

  /**
   * The chain in one family.
   *
   * @param family the family
   * @param owner the service port that the chain is made for
   * @param rules the rules that were asked for
   * @param callers the rules that lead to the chain
   */
  record Family(
      IpFamily family, Optional<ServicePortName> owner, List<Line> rules, List<Line> callers) {
    Family {
      rules = List.copyOf(rules);
      callers = List.copyOf(callers);
    }
  }

  /**
   * A rule and its causes.
   *
   * @param origin the rule
   * @param causes the fields it exists for; none if it is there whatever the services are
   */
  record Line(RuleOrigin origin, List<RuleCause> causes) {
    Line {
      causes = List.copyOf(causes);
    }
  }
}
