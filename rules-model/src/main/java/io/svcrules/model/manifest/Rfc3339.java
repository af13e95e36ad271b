// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times as the API spells them. */
final class Rfc3339 {
  private static final int UTC_LENGTH = "2026-01-31T12:00:00Z".length();

  private Rfc3339() {}

  /**
   * Reads a time.
   *
   * @throws DateTimeException if the text is none
   */
  static Instant parse(String text) {
    if (text.length() == UTC_LENGTH && text.charAt(UTC_LENGTH - 1) == 'Z' && isPunctuated(text)) {
      return LocalDateTime.of(
              number(text, 0, 4),
              number(text, 5, 7),
              number(text, 8, 10),
              number(text, 11, 13),
              number(text, 14, 16),
              number(text, 17, 19))
          .toInstant(ZoneOffset.UTC);
    }
    return OffsetDateTime.parse(text).toInstant();
  }

  private static boolean isPunctuated(String text) {
    return text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && text.charAt(10) == 'T'
        && text.charAt(13) == ':'
        && text.charAt(16) == ':';
  }

  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new DateTimeException("no digit: " + text.charAt(i));
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
