// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.Table;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.iptables.plan.PlanStep;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What iptables said when it failed, and what of the plan that was about.
 *
 * @param errors standard error of iptables-save or iptables-restore
 * @param transactions what iptables-restore was given; none for iptables-save
 */
record RestoreFailure(String errors, List<Transaction> transactions) {
  // In this order: the kernel refuses a line (nft), a line is wrong by what the table holds (or,
  // legacy, the kernel refuses the transaction that ends there), a line makes no sense.
  private static final Pattern LINE =
      Pattern.compile("(?m)^line (\\d+): |: line (\\d+) failed|^Error occurred at line: (\\d+)$");
  private static final Pattern NOT_PERMITTED =
      Pattern.compile("Permission denied|you must be root|Operation not permitted");
  private static final Pattern BUSY =
      Pattern.compile("holding the xtables lock|Can't lock |Resource temporarily unavailable");
  private static final Pattern NO_TABLE =
      Pattern.compile(
          "unable to initialize table|Table does not exist|is incompatible, use 'nft'"
              + "|Failed to initialize nft");
  private static final Pattern MISSING_CHAIN = Pattern.compile("Chain '([^']+)' does not exist");
  private static final Pattern PROGRAM =
      Pattern.compile("^ip6?tables\\S*(?: v\\S+ \\(\\w+\\))?:(?: |$)");
  private static final Pattern CHATTER =
      Pattern.compile("^(?:Try `.*|Error occurred at line: \\d+)?$");

  /** A transaction and the place of the failure in it. */
  private record Place(Transaction transaction, Optional<PlanStep> step) {}

  /** Whether a table is said not to be there. */
  boolean isOfTable() {
    return NO_TABLE.matcher(errors).find();
  }

  /** The failure in the words of iptables. */
  PacketFilterException exception() {
    Optional<Place> place = line().flatMap(this::place);
    Optional<Table> table = place.map(found -> found.transaction().table());
    Kind kind = kind(place.flatMap(Place::step).isPresent());
    Optional<PlanStep> step = kind == Kind.REFUSED ? place.flatMap(Place::step) : Optional.empty();
    return new PacketFilterException(kind, reason(kind, step.isPresent()), table, step, null);
  }

  private Kind kind(boolean ofStep) {
    if (BUSY.matcher(errors).find()) {
      return Kind.BUSY;
    }
    if (isOfTable()) {
      return Kind.UNAVAILABLE;
    }
    // The kernel may forbid one rule to a process that may write others.
    boolean forbidden = !ofStep && NOT_PERMITTED.matcher(errors).find();
    if (forbidden) {
      return Kind.NOT_PERMITTED;
    }
    return transactions.isEmpty() ? Kind.UNAVAILABLE : Kind.REFUSED;
  }

  private Optional<Integer> line() {
    Matcher matcher = LINE.matcher(errors);
    if (!matcher.find()) {
      return Optional.empty();
    }
    for (int group = 1; group <= matcher.groupCount(); group++) {
      if (matcher.group(group) != null) {
        return Optional.of(Integer.parseInt(matcher.group(group)));
      }
    }
    return Optional.empty();
  }

  private Optional<Place> place(int line) {
    int left = line;
    for (Transaction transaction : transactions) {
      if (left <= transaction.lineCount()) {
        return Optional.of(new Place(transaction, step(transaction, left)));
      }
      left -= transaction.lineCount();
    }
    return Optional.empty();
  }

  /** The first line names the table; at the last, iptables says only what is wrong. */
  private Optional<PlanStep> step(Transaction transaction, int line) {
    if (line > 1 && line < transaction.lineCount()) {
      return Optional.of(transaction.steps().get(line - 2));
    }
    Matcher matcher = MISSING_CHAIN.matcher(errors);
    return matcher.find() ? stepTo(transaction, matcher.group(1)) : Optional.empty();
  }

  private static Optional<PlanStep> stepTo(Transaction transaction, String chain) {
    for (PlanStep step : transaction.steps()) {
      StringBuilder text = new StringBuilder();
      step.change().appendTo(text);
      String line = text.toString();
      if (line.endsWith(" -j " + chain) || line.endsWith(" -g " + chain)) {
        return Optional.of(step);
      }
    }
    return Optional.empty();
  }

  private String reason(Kind kind, boolean ofStep) {
    String words =
        errors
            .lines()
            .map(line -> PROGRAM.matcher(line.strip()).replaceFirst("").strip())
            .filter(line -> !CHATTER.matcher(line).matches())
            .collect(Collectors.joining("; "));
    if (kind == Kind.BUSY) {
      return words + XtablesLock.holder(errors).map(holder -> " Holder: " + holder).orElse("");
    }
    if (kind == Kind.REFUSED && !ofStep) {
      // The legacy variant gives the number of the line of COMMIT, which helps nobody.
      return words + " (the kernel refuses the transaction as a whole)";
    }
    return words.isEmpty() ? "iptables failed without a word" : words;
  }
}
