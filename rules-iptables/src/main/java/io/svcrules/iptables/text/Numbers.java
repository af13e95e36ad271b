// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

/** Numbers as iptables reads them. */
final class Numbers {
  /** No number of the range. */
  static final long NONE = -1;

  private static final int MAX_EXACT_DIGITS = 15;

  private Numbers() {}

  /** A decimal number from 0 to a limit without sign and without leading zeros; or NONE. */
  static long decimal(String text, int from, int to, long limit) {
    boolean leadingZero = to - from > 1 && text.charAt(from) == '0';
    if (from >= to || to - from > MAX_EXACT_DIGITS || leadingZero) {
      return NONE;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return NONE;
      }
      value = value * 10 + digit;
    }
    return value <= limit ? value : NONE;
  }

  /** A decimal number that is all of the text, from 0 to a limit; or NONE. */
  static long decimal(String text, long limit) {
    return decimal(text, 0, text.length(), limit);
  }

  /** An unsigned number of 32 bits, hexadecimal behind 0x, octal behind 0; or NONE. */
  static long bits32(String text, int from, int to) {
    int radix = 10;
    int start = from;
    if (to - from > 2 && text.charAt(from) == '0' && (text.charAt(from + 1) | 0x20) == 'x') {
      radix = 16;
      start = from + 2;
    } else if (to - from > 1 && text.charAt(from) == '0') {
      radix = 8;
      start = from + 1;
    }
    long value = start < to ? 0 : NONE;
    for (int i = start; i < to && value >= 0; i++) {
      int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), radix) : -1;
      value = digit < 0 ? NONE : value * radix + digit;
      value = value > 0xffffffffL ? NONE : value;
    }
    return value;
  }

  /** A decimal fraction from 0 to 1; NaN if the text is none. */
  static double probability(String text) {
    int point = text.indexOf('.');
    int digits = point < 0 ? text.length() : text.length() - 1;
    if (digits == 0 || digits > MAX_EXACT_DIGITS) {
      return Double.NaN;
    }
    long value = 0;
    double divisor = 1;
    for (int i = 0; i < text.length(); i++) {
      if (i != point) {
        int digit = text.charAt(i) - '0';
        if (digit < 0 || digit > 9) {
          return Double.NaN;
        }
        value = value * 10 + digit;
        divisor = point >= 0 && i > point ? divisor * 10 : divisor;
      }
    }
    // Both are exact as doubles, so the quotient is the nearest one.
    double result = value / divisor;
    return result <= 1 ? result : Double.NaN;
  }
}
