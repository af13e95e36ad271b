// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

/** Reads the value of an option that takes a number. */
final class WholeNumber {
  private WholeNumber() {}

  /**
   * Reads a number in decimal digits.
   *
   * @throws IllegalArgumentException if the text is no number, or one that is too large
   */
  static Integer parse(String text) {
    return within(text, Integer.MIN_VALUE, Integer.MAX_VALUE, "a whole number");
  }

  /**
   * Reads a number in decimal digits.
   *
   * @param least the least that is right
   * @param most the most that is right
   * @param expected what would be right, for people
   * @throws IllegalArgumentException if the text is no number, or one out of these bounds
   */
  static int within(String text, int least, int most, String expected) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of bounds is.
    }
    throw new IllegalArgumentException("found \"" + text + "\", expected " + expected);
  }
}
