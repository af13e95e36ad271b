// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import io.svcrules.iptables.trace.Condition;
import io.svcrules.iptables.trace.Explanation;
import io.svcrules.iptables.trace.Fate;
import io.svcrules.iptables.trace.Origin;
import io.svcrules.iptables.trace.Outcome;
import io.svcrules.iptables.trace.Probe;
import io.svcrules.iptables.trace.Trace;
import io.svcrules.iptables.trace.Visit;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes packets' ways for people: what all outcomes share, then each outcome. */
final class TraceText {
  /** With more outcomes the way to each would hide the outcomes. */
  private static final int FEW = 8;

  private final StringBuilder out;

  private TraceText(StringBuilder out) {
    this.out = out;
  }

  static void write(List<Followed> all, OutputStream stream) throws IOException {
    StringBuilder out = new StringBuilder(1024);
    String separator = "";
    for (Followed followed : all) {
      out.append(separator);
      new TraceText(out).write(followed);
      separator = "\n";
    }
    stream.write(out.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void write(Followed followed) {
    Trace trace = followed.trace();
    writeProbe(trace.probe(), followed.asked());
    List<Outcome> outcomes = trace.outcomes();
    int common = commonSteps(outcomes);
    boolean few = outcomes.size() <= FEW;
    out.append(few && common == 0 ? "" : "\n");
    writeSteps(followed, outcomes.get(0).path(), 0, common, "  ");
    for (Outcome outcome : outcomes) {
      out.append(few ? "\n" : "");
      writeOutcome(outcome, outcomes.size() > 1);
      if (few) {
        writeSteps(followed, outcome.path(), common, outcome.path().size(), "    ");
      }
    }
    if (!trace.assumptions().isEmpty()) {
      out.append("\nTaken for granted:\n");
      trace.assumptions().forEach(one -> out.append("  ").append(one).append('\n'));
    }
  }

  private void writeProbe(Probe probe, Asked asked) {
    out.append(probe.protocol().lowerCase()).append(' ');
    out.append(text(probe.source(), probe.sourcePort())).append(" asks ");
    out.append(text(probe.destination(), probe.destinationPort()));
    if (!asked.service().isEmpty()) {
      out.append(" (").append(asked.service()).append(')');
    }
    out.append(probe.origin() == Origin.LOCAL ? ", from the node itself\n" : "\n");
  }

  private static int commonSteps(List<Outcome> outcomes) {
    List<Visit> first = outcomes.get(0).path();
    int common = first.size();
    for (Outcome outcome : outcomes.subList(1, outcomes.size())) {
      int same = 0;
      while (same < common
          && same < outcome.path().size()
          && outcome.path().get(same).equals(first.get(same))) {
        same++;
      }
      common = same;
    }
    return common;
  }

  private void writeSteps(Followed followed, List<Visit> path, int from, int to, String indent) {
    List<Optional<Explanation>> reasons = followed.reasons().ofPath(path);
    for (int i = from; i < to; i++) {
      Visit visit = path.get(i);
      out.append(indent).append(visit.hook()).append(", ").append(visit.place()).append(": ");
      out.append(visit.text()).append('\n');
      reasons.get(i).ifPresent(reason -> writeReason(reason, indent));
    }
  }

  private void writeReason(Explanation reason, String indent) {
    out.append(indent).append("  ");
    if (!reason.object().isEmpty()) {
      out.append(reason.object()).append(", ");
    }
    if (!reason.field().isEmpty()) {
      out.append(reason.field()).append(": ");
    }
    out.append(reason.text()).append('\n');
  }

  private void writeOutcome(Outcome outcome, boolean several) {
    if (several) {
      out.append(Percent.of(outcome.share())).append("  ");
    }
    out.append(outcome.fate().text());
    out.append(outcome.by().isPresent() ? " on the way to " : " to ");
    out.append(text(outcome.destination(), outcome.port()));
    if (outcome.fate() == Fate.DELIVERED) {
      writeDelivery(outcome);
    }
    outcome.by().ifPresent(visit -> out.append(" by ").append(visit.place()));
    if (!outcome.conditions().isEmpty()) {
      out.append(
          outcome.conditions().stream()
              .map(Condition::text)
              .collect(Collectors.joining(" and ", ", ", "")));
    }
    out.append('\n');
  }

  private void writeDelivery(Outcome outcome) {
    out.append(", which sees ");
    out.append(outcome.source().map(IpAddress::toString).orElse("an address of the node"));
    out.append(outcome.masqueraded() ? " (masqueraded)" : "");
    out.append(outcome.hairpin() ? "; the client reaches itself" : "");
    out.append("; replies go ").append(outcome.replies().text());
  }

  static String text(IpAddress address, int port) {
    return (address.family() == IpFamily.IPV4 ? address.toString() : "[" + address + ']')
        + ':'
        + port;
  }
}
