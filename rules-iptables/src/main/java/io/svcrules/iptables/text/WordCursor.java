// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

/** A walk over the words of a line. */
final class WordCursor {
  private final LineWords words;
  private int next;

  /** A walk over these words, which may be those of one line after the other. */
  WordCursor(LineWords words) {
    this.words = words;
  }

  /** Begins with the first word that is no counter, as iptables-save -c prints it. */
  void begin() {
    next = words.count() > 0 && words.word(0).startsWith("[") ? 1 : 0;
  }

  /** Whether there is a word. */
  boolean hasNext() {
    return next < words.count();
  }

  /** The number of the word that comes next, from 0. */
  int index() {
    return next;
  }

  /** The word that comes next; there must be one. */
  String peek() {
    return words.word(next);
  }

  /** Whether the word that comes next was quoted. */
  boolean isQuoted() {
    return words.isQuoted(next);
  }

  /** Whether the word in front of the next one is a long option. */
  boolean isBehindLongOption() {
    return next > 0 && words.word(next - 1).startsWith("--");
  }

  /** Goes on by one word. */
  void skip() {
    next++;
  }

  /** The word that comes next; goes on behind it. */
  String take() {
    return words.word(next++);
  }

  /** Takes a {@code !} that stands in front of an option, which must not be missing. */
  boolean takeBang() throws LineProblem {
    if (!isBang(next)) {
      return false;
    }
    next++;
    if (next == words.count()) {
      throw problem(next - 1, "behind ! an option is missing");
    }
    return true;
  }

  /**
   * Whether an option is negated. Old style: the negation stands behind it. Stays in front of the
   * word before the value.
   */
  boolean negation(boolean negated) {
    boolean behind = isBang(next + 1);
    next += behind ? 1 : 0;
    return negated != behind;
  }

  /** Takes a {@code !} that stands, in old style, between an option and its value. */
  boolean takeBangBeforeValue() {
    boolean behind =
        isBang(next) && next + 1 < words.count() && !words.word(next + 1).startsWith("-");
    next += behind ? 1 : 0;
    return behind;
  }

  private boolean isBang(int index) {
    return index < words.count() && words.word(index).equals("!") && !words.isQuoted(index);
  }

  /** The word behind the next one; goes on behind it. */
  String value(int option, String what) throws LineProblem {
    if (next + 1 >= words.count()) {
      throw problem(words.count(), "behind " + words.word(option) + " is missing: " + what);
    }
    next += 2;
    return words.word(next - 1);
  }

  /** The name behind the next word; goes on behind it. */
  String name(int option, String what) throws LineProblem {
    String name = value(option, what);
    if (!Names.isName(name)) {
      throw lastProblem("a name has no spaces and no quotes, and starts with neither - nor !");
    }
    return name;
  }

  /** The word that comes next, which an option before the last word wants; goes on behind it. */
  String argument(int option, String what) throws LineProblem {
    next--;
    return value(option, what);
  }

  /** Goes on behind the number that comes next, if it is one; -1 if not. */
  int takeNumber() {
    int number = hasNext() ? (int) Numbers.decimal(peek(), Integer.MAX_VALUE) : -1;
    next += number >= 0 ? 1 : 0;
    return number;
  }

  /** Goes on behind the two numbers of an option, which may be one word. */
  void skipCounters() throws LineProblem {
    int option = next;
    String packets = value(option, "two numbers");
    if (packets.indexOf(',') < 0) {
      next++;
    }
    if (next > words.count()) {
      throw problem(option, "behind -c two numbers are missing: packets and bytes");
    }
  }

  /** What is wrong with a word. */
  LineProblem problem(int index, String message) {
    return new LineProblem(words.column(index), message);
  }

  /** What is wrong with the word taken last. */
  LineProblem lastProblem(String message) {
    return problem(next - 1, message);
  }

  /** What is wrong with an option that stands twice. */
  LineProblem twice(int index) {
    return problem(index, words.word(index) + " stands here twice; write it once");
  }

  /** Refuses a {@code !} in front of an option. */
  void noNegation(boolean negated) throws LineProblem {
    if (negated) {
      throw problem(next, peek() + " cannot be negated; leave ! out");
    }
  }
}
