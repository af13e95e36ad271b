// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonToken;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * What scalars without quotes are, as far as one can tell by a glance (YAML 1.1, {@code
 * yaml.org/type}): most are words, small numbers, addresses or times.
 */
final class PlainScalar {
  /** What numbers of any kind consist of: also hexadecimal, infinite, and to the base of 60. */
  private static final String OF_NUMBERS = "0123456789abcdefABCDEF_xXoO.:+-iInNyY";

  private static final Resolver RESOLVER = new Resolver();

  private PlainScalar() {}

  /** The kind of a scalar; null if it takes a closer look. */
  static JsonToken kind(String text) {
    if (text.isEmpty()) {
      return JsonToken.VALUE_NULL;
    }
    char first = text.charAt(0);
    if (first >= '0' && first <= '9') {
      return number(text);
    }
    return switch (first) {
      case '-', '+', '.', '=', '<' -> isNoNumber(text) ? JsonToken.VALUE_STRING : null;
      case '~' -> text.length() == 1 ? JsonToken.VALUE_NULL : JsonToken.VALUE_STRING;
      default -> word(text);
    };
  }

  private static JsonToken word(String text) {
    return switch (text) {
      case "null", "Null", "NULL" -> JsonToken.VALUE_NULL;
      case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON" -> JsonToken.VALUE_TRUE;
      case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF" ->
          JsonToken.VALUE_FALSE;
      default -> JsonToken.VALUE_STRING;
    };
  }

  // A leading zero would make it octal.
  private static JsonToken number(String text) {
    int digits = 0;
    while (digits < text.length() && isDigit(text.charAt(digits))) {
      digits++;
    }
    boolean small = digits < 10 && (digits == 1 || text.charAt(0) != '0');
    if (small && digits == text.length()) {
      return JsonToken.VALUE_NUMBER_INT;
    }
    if (small && isFraction(text, digits)) {
      return JsonToken.VALUE_NUMBER_FLOAT;
    }
    return isNoNumber(text) ? JsonToken.VALUE_STRING : null;
  }

  private static boolean isFraction(String text, int point) {
    if (text.charAt(point) != '.' || text.length() == point + 1 || text.length() > point + 10) {
      return false;
    }
    for (int i = point + 1; i < text.length(); i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Whether there is something that no number has: a letter, a second point, or a sign within. */
  private static boolean isNoNumber(String text) {
    int points = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      points += c == '.' ? 1 : 0;
      boolean sign = c == '-' || c == '+';
      if (points > 1
          || OF_NUMBERS.indexOf(c) < 0
          || (sign && i > 0 && (text.charAt(i - 1) | 0x20) != 'e')) {
        return true;
      }
    }
    return text.contains("::") || isWord(text);
  }

  /** Whether the parser's own patterns, each of which takes its time, match none of it. */
  private static boolean isWord(String text) {
    return Tag.STR.equals(RESOLVER.resolve(NodeId.scalar, text, true));
  }
}
