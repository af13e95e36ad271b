// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.text;

import io.svcrules.model.IpAddress;
import java.util.Optional;
import java.util.function.Function;

/** The words of one line, read from left to right. */
final class TextLine {
  private final int number;
  private final String text;
  private final String[] words;
  private int next;

  TextLine(int number, String text) {
    this.number = number;
    this.text = text;
    this.words = text.strip().split("\\s+");
  }

  boolean hasNext() {
    return next < words.length && !words[next].isEmpty();
  }

  /** The next word, which stays the next. */
  String peek() {
    return hasNext() ? words[next] : "";
  }

  String next() {
    if (!hasNext()) {
      throw refuse("it ends too early");
    }
    return words[next++];
  }

  /** The next word, which must be this one. */
  void expect(String word) {
    String found = next();
    if (!found.equals(word)) {
      throw refuse("\"" + word + "\" is expected instead of \"" + found + "\"");
    }
  }

  /** The next word, if it is this one. */
  boolean skip(String word) {
    boolean found = peek().equals(word);
    next += found ? 1 : 0;
    return found;
  }

  void expectEnd() {
    if (hasNext()) {
      throw refuse("\"" + peek() + "\" is not expected");
    }
  }

  long number(long max) {
    return parse(next(), word -> parseNumber(word, max), "a number up to " + max);
  }

  IpAddress address(String word) {
    return parse(word, IpAddress::tryParse, "an IP address");
  }

  int port(String word) {
    return parse(word, w -> parseNumber(w, 65535).map(Long::intValue), "a port");
  }

  <T> T parse(String word, Function<String, Optional<T>> parser, String what) {
    return parser.apply(word).orElseThrow(() -> refuse("\"" + word + "\" is not " + what));
  }

  IpvsTextException refuse(String reason) {
    return new IpvsTextException(number, text, reason);
  }

  private static Optional<Long> parseNumber(String word, long max) {
    // Ten digits hold every number of 32 bits.
    boolean digits =
        !word.isEmpty() && word.length() <= 10 && word.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits
        ? Optional.of(Long.parseLong(word)).filter(value -> value <= max)
        : Optional.empty();
  }
}
