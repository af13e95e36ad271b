// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.explain;

import io.svcrules.iptables.Table;
import io.svcrules.iptables.explain.RuleCause;
import io.svcrules.iptables.explain.RuleOrigin;
import io.svcrules.model.IpFamily;
import io.svcrules.model.ServicePortName;
import java.util.List;
import java.util.Optional;

/**
 * What is known about a chain or rule.
 *
 * @param place what kind of place was asked for
 * @param chain the chain, set or virtual server asked for
 * @param families what the rules of each family say about it; only those that have the chain
 * @param found whether what was asked for is there
 * @param remark what is to be said if it is not; else empty
 */
record RuleAnswer(Place place, String chain, List<Family> families, boolean found, String remark) {
  RuleAnswer {
    families = List.copyOf(families);
  }

  /** Kinds of places. */
  enum Place {
    /** A chain of rules. */
    CHAIN("chain"),
    /** An ipset. */
    SET("set"),
    /** A virtual server. */
    SERVER("virtual server");

    private final String text;

    Place(String text) {
      this.text = text;
    }

    /** What people call it. */
    String text() {
      return text;
    }
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
   * A rule, an element of a set, a virtual server or a real server, and its causes.
   *
   * @param table the table of a rule; empty for all others
   * @param chain the chain of a rule, the set of an element; {@code ipvs} for servers
   * @param number the position of a rule in its chain, from 1 on; 0 for all others
   * @param line the line that iptables-save, ipset save or ipvsadm -S prints
   * @param rule the line without the chain
   * @param reason what it is for
   * @param service the service port it is for; empty if it is there whatever the services are
   * @param causes the fields it exists for; none if it is there whatever the services are
   */
  record Line(
      Optional<Table> table,
      String chain,
      int number,
      String line,
      String rule,
      String reason,
      Optional<ServicePortName> service,
      List<RuleCause> causes) {
    Line {
      causes = List.copyOf(causes);
    }

    static Line of(RuleOrigin origin, List<RuleCause> causes) {
      return new Line(
          Optional.of(origin.table()),
          origin.chain(),
          origin.number(),
          origin.toString(),
          origin.rule().toString(),
          origin.reason().text(),
          origin.service(),
          causes);
    }
  }
}
