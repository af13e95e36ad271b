// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

/** How iptables-save quotes strings. */
final class Quoting {
  private Quoting() {}

  /** Appends the text, in double quotes unless it is made of letters, digits, '_' and '-' only. */
  static void append(StringBuilder out, String text) {
    if (isPlain(text)) {
      out.append(text);
    } else {
      appendQuoted(out, text);
    }
  }

  /** Appends the text in double quotes. */
  static void appendQuoted(StringBuilder out, String text) {
    out.append('"');
    if (needsEscape(text)) {
      appendEscaped(out, text);
    } else {
      out.append(text);
    }
    out.append('"');
  }

  private static void appendEscaped(StringBuilder out, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isEscaped(c)) {
        out.append('\\');
      }
      out.append(c);
    }
  }

  private static boolean needsEscape(String text) {
    return text.indexOf('"') >= 0 || text.indexOf('\\') >= 0 || text.indexOf('\'') >= 0;
  }

  private static boolean isEscaped(char c) {
    return c == '"' || c == '\\' || c == '\'';
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') && c < 128;
      if (!letter && !(c >= '0' && c <= '9') && c != '_' && c != '-') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
