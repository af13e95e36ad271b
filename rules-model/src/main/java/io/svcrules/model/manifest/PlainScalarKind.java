// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonToken;

/** What YAML 1.1 takes an unquoted scalar for. */
final class PlainScalarKind {
  private PlainScalarKind() {}

  /** The kind; null if it takes more than a look to tell. */
  static JsonToken of(byte[] bytes, int from, int to) {
    int first = bytes[from];
    if ((first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.') {
      return numberLike(bytes, from, to);
    }
    return first == '~' || "yYnNtTfFoO".indexOf(first) >= 0
        ? wordLike(bytes, from, to)
        : JsonToken.VALUE_STRING;
  }

  private static JsonToken wordLike(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length > "false".length()) {
      return JsonToken.VALUE_STRING;
    }
    StringBuilder word = new StringBuilder(length);
    for (int i = from; i < to; i++) {
      word.append((char) (bytes[i] & 0xff));
    }
    return switch (word.toString()) {
      case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON" -> JsonToken.VALUE_TRUE;
      case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF" ->
          JsonToken.VALUE_FALSE;
      case "~", "null", "Null", "NULL" -> JsonToken.VALUE_NULL;
      default -> JsonToken.VALUE_STRING;
    };
  }

  // Whole numbers and addresses are frequent, and plain to see. Octal, hexadecimal, exponents,
  // base 60 and the like are not.
  private static JsonToken numberLike(byte[] bytes, int from, int to) {
    int start = bytes[from] == '-' ? from + 1 : from;
    int dots = 0;
    boolean digits = true;
    for (int i = start; i < to; i++) {
      if (bytes[i] == '.') {
        dots++;
      } else if (bytes[i] < '0' || bytes[i] > '9') {
        if (isOfNoNumber(bytes, start, i)) {
          return JsonToken.VALUE_STRING;
        }
        digits = false;
      }
    }
    if (!digits || start == to || bytes[start] == '.') {
      return null;
    }
    if (dots > 1) {
      return JsonToken.VALUE_STRING;
    }
    boolean octal = bytes[start] == '0' && to - start > 1;
    return dots == 0 && !octal ? JsonToken.VALUE_NUMBER_INT : null;
  }

  /** Whether a character stands where none of that sort does in a number. */
  private static boolean isOfNoNumber(byte[] bytes, int start, int at) {
    int c = bytes[at] | 0x20;
    boolean prefixed = bytes[start] == '.' || bytes[start] == '+' || bytes[start] == '0';
    boolean letter = c >= 'a' && c <= 'z' && c != 'e';
    boolean twoColons = bytes[at] == ':' && bytes[at - 1] == ':';
    return bytes[at] == '/' || (!prefixed && at > start && (letter || twoColons));
  }
}
