// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.nio.charset.StandardCharsets;

/**
 * A quoted scalar on one line.
 *
 * @param from where its text starts
 * @param to where its text ends
 * @param quote the quotation mark
 * @param escaped whether something in it stands for something else
 */
record YamlQuoted(int from, int to, char quote, boolean escaped) {
  private static final String ESCAPES = "\"\\nrt";
  private static final String MEANINGS = "\"\\\n\r\t";

  /** Moves over the scalar and its quotation marks. */
  static YamlQuoted read(YamlCursor cursor) throws UnusualYamlException {
    char quote = (char) cursor.peek();
    cursor.advance(1);
    int from = cursor.at();
    boolean escaped = false;
    cursor.skipOrdinary();
    for (int c = cursor.peek(); c != quote || isDoubled(cursor, quote); c = cursor.peek()) {
      if (c == YamlCursor.END) {
        throw cursor.unusual();
      }
      cursor.checkCharacter(c);
      boolean escape = c == quote || (c == '\\' && quote == '"');
      if (escape && c == '\\' && ESCAPES.indexOf(cursor.peek(1)) < 0) {
        throw cursor.unusual();
      }
      escaped |= escape;
      cursor.advance(escape ? 2 : 1);
      cursor.skipOrdinary();
    }
    int to = cursor.at();
    cursor.advance(1);
    return new YamlQuoted(from, to, quote, escaped);
  }

  private static boolean isDoubled(YamlCursor cursor, char quote) {
    return quote == '\'' && cursor.peek(1) == '\'';
  }

  /** The text. */
  String text(byte[] bytes) {
    String raw = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (!escaped) {
      return raw;
    }
    if (quote == '\'') {
      return raw.replace("''", "'");
    }
    StringBuilder out = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '\\') {
        i++;
        c = MEANINGS.charAt(ESCAPES.indexOf(raw.charAt(i)));
      }
      out.append(c);
    }
    return out.toString();
  }
}
