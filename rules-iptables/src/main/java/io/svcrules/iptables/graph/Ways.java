// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.graph;

import io.svcrules.iptables.Match;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.SourceMatch;
import io.svcrules.iptables.StatisticMatch;
import io.svcrules.iptables.compile.RuleReason;
import java.util.Locale;

/** Who goes on by the rules of one chain, one after the other: or what share of them. */
final class Ways {
  /** What rules before have left: 1 for all. */
  private double left = 1;

  /** What is said of all who are left, once some have gone another way. */
  private String others = "";

  String label(Rule rule, RuleReason reason) {
    return switch (reason) {
      case SHARE -> share(rule);
      case AFFINITY -> "known";
      case SOURCE_RANGE, SOURCE_RANGE_NODE -> source(rule);
      case POD_SHORT_CIRCUIT -> "pods";
      case NODE_SHORT_CIRCUIT -> {
        others = "others";
        yield "the node";
      }
      case EXTERNAL_POLICY -> others;
      default -> "";
    };
  }

  private String share(Rule rule) {
    double share = left;
    for (Match match : rule.matches()) {
      if (match instanceof StatisticMatch statistic) {
        share = left * statistic.probability() / StatisticMatch.ONE;
      }
    }
    left -= share;
    return share == 1 ? "100%" : String.format(Locale.ROOT, "%.2f%%", share * 100);
  }

  private static String source(Rule rule) {
    for (Match match : rule.matches()) {
      if (match instanceof SourceMatch source) {
        return source.network().isSingleAddress()
            ? source.network().network().toString()
            : source.network().toString();
      }
    }
    return "";
  }
}
