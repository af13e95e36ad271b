// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.explain;

/** What is known about a chain or rule, in words. */
final class RuleText {
  private final StringBuilder out = new StringBuilder();

  private RuleText() {}

  static String of(RuleAnswer answer) {
    RuleText text = new RuleText();
    if (!answer.remark().isEmpty()) {
      text.out.append(answer.remark()).append('\n');
    }
    answer.families().forEach(family -> text.append(answer, family));
    return text.out.toString();
  }

  private void append(RuleAnswer answer, RuleAnswer.Family family) {
    out.append(family.family().kubernetesName()).append(", ").append(answer.place().text());
    out.append(' ').append(answer.chain());
    family.owner().ifPresent(owner -> out.append(" of ").append(owner));
    family.owner().ifPresent(owner -> out.append(", ").append(owner.protocol()));
    out.append('\n');
    family.rules().forEach(this::append);
    if (!family.callers().isEmpty()) {
      boolean set = answer.place() == RuleAnswer.Place.SET;
      out.append(set ? "  rules that look into it\n" : "  packets come here by\n");
      family.callers().forEach(this::append);
    }
  }

  private void append(RuleAnswer.Line line) {
    out.append("  ").append(line.line()).append("\n    ");
    if (line.number() > 0) {
      out.append("rule ").append(line.number()).append(" of ").append(line.chain());
      line.table().ifPresent(table -> out.append(" in table ").append(table.lowerCase()));
      out.append(": ");
    }
    out.append(line.reason()).append('\n');
    line.causes().forEach(cause -> out.append("    because of ").append(cause).append('\n'));
  }
}
