// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.trace;

import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.trace.Explanation;
import io.svcrules.iptables.trace.Reasons;
import io.svcrules.iptables.trace.Visit;
import io.svcrules.ipvs.explain.ConstantReasons;
import io.svcrules.ipvs.explain.SetPurpose;
import io.svcrules.model.IpFamily;
import java.util.Optional;

/** Why the rules of mode ipvs exist that all services share, whoever wrote them. */
public final class ConstantRuleReasons implements Reasons {
  private final ConstantReasons reasons;

  /** The reasons of the rules of a family. */
  public ConstantRuleReasons(IpFamily family) {
    this.reasons = new ConstantReasons(family);
  }

  @Override
  public Optional<Explanation> of(Visit visit) {
    if (visit.rule().isEmpty() || visit.table().isEmpty()) {
      return Optional.empty();
    }
    Table table = visit.table().get();
    Rule rule = visit.rule().get();
    return reasons
        .of(table, visit.chain(), rule)
        .map(
            text -> new Explanation("", reasons.set(rule).map(SetPurpose::field).orElse(""), text));
  }
}
