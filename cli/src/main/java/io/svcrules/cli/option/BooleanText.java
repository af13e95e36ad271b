// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

/** Reads the value of an option that is on or off, written as kube-proxy's flags want it. */
final class BooleanText {
  private BooleanText() {}

  /**
   * Reads the words of Go's {@code strconv.ParseBool}.
   *
   * @throws IllegalArgumentException if the text is none of them
   */
  static Boolean parse(String text) {
    return switch (text) {
      case "true", "True", "TRUE", "t", "T", "1" -> true;
      case "false", "False", "FALSE", "f", "F", "0" -> false;
      default ->
          throw new IllegalArgumentException("found \"" + text + "\", expected true or false");
    };
  }
}
