// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.util.OptionalInt;

/**
 * Whole numbers in decimal digits; other spellings of YAML 1.1 (octal, hexadecimal) are refused.
 */
final class IntegerField {
  private static final int MAX_DIGITS = 9;

  private IntegerField() {}

  static OptionalInt read(ManifestValue value) {
    return value instanceof ScalarValue scalar && scalar.kind() == ScalarKind.INTEGER
        ? parse(scalar.text())
        : OptionalInt.empty();
  }

  /** What to change, if that is plain to see. */
  static String hint(ManifestValue value) {
    boolean quoted =
        value instanceof ScalarValue scalar
            && scalar.kind() == ScalarKind.STRING
            && parse(scalar.text()).isPresent();
    return quoted ? " without quotes" : "";
  }

  private static OptionalInt parse(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    int digits = text.length() - start;
    boolean leadingZero = digits > 1 && text.charAt(start) == '0';
    if (digits < 1 || digits > MAX_DIGITS || leadingZero) {
      return OptionalInt.empty();
    }
    int number = 0;
    for (int i = start; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return OptionalInt.empty();
      }
      number = number * 10 + digit;
    }
    return OptionalInt.of(start == 0 ? number : -number);
  }
}
