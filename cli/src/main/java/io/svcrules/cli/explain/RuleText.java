// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.explain;

import io.svcrules.iptables.explain.RuleOrigin;

/** What is known about a chain or rule, in words. */
final class RuleText {
  private final StringBuilder out = new StringBuilder();

  private RuleText() {}

  static String of(RuleAnswer answer) {
    RuleText text = new RuleText();
    if (!answer.remark().isEmpty()) {
      text.out.append(answer.remark()).append('\n');
    }
    answer.families().forEach(family -> text.append(answer.chain(), family));
    return text.out.toString();
  }

  private void append(String chain, RuleAnswer.Family family) {
    out.append(family.family().kubernetesName()).append(", chain ").append(chain);
    family.owner().ifPresent(owner -> out.append(" of ").append(owner));
    family.owner().ifPresent(owner -> out.append(", ").append(owner.protocol()));
    out.append('\n');
    family.rules().forEach(this::append);
    if (!family.callers().isEmpty()) {
      out.append("  packets come here by\n");
      family.callers().forEach(this::append);
    }
  }

  private void append(RuleAnswer.Line line) {
    RuleOrigin origin = line.origin();
    out.append("  ").append(origin).append('\n');
    out.append("    rule ").append(origin.number()).append(" of ").append(origin.chain());
    out.append(" in table ").append(origin.table().lowerCase()).append(": ");
    out.append(origin.reason().text()).append('\n');
    line.causes().forEach(cause -> out.append("    because of ").append(cause).append('\n'));
  }
}
