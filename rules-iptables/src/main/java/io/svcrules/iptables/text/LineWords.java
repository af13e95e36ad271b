// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import java.util.Arrays;

/**
 * The words of a line, cut as iptables-restore cuts them: at spaces and tabs; a double quote starts
 * a part in which a backslash takes the next character as it is, and which ends the word.
 */
final class LineWords {
  private final WordCache cache = new WordCache();
  private String[] words = new String[64];
  private int[] columns = new int[64];
  private boolean[] quoted = new boolean[64];
  private int count;

  private byte[] text;
  private int lineStart;
  private int lineEnd;

  /** Cuts the line from an index up to another one, exclusive. */
  void read(byte[] bytes, int from, int to) throws LineProblem {
    text = bytes;
    lineStart = from;
    lineEnd = to;
    count = 0;
    int i = from;
    while (i < to) {
      i = isSpace(bytes[i]) ? i + 1 : readWord(i);
    }
  }

  private int readWord(int from) throws LineProblem {
    byte[] bytes = text;
    int hash = 0;
    int i = from;
    while (i < lineEnd && !isSpace(bytes[i]) && bytes[i] != '"') {
      hash = hash * 31 + bytes[i];
      i++;
    }
    if (i < lineEnd && bytes[i] == '"') {
      return readQuoted(from, i);
    }
    int equals = equalsSign(from, i);
    if (equals < 0) {
      add(cache.word(bytes, from, i, hash), from, false);
    } else {
      add(TextBytes.decode(bytes, from, equals), from, false);
      add(TextBytes.decode(bytes, equals + 1, i), equals + 1, true);
    }
    return i;
  }

  // A long option may be tied to its value: --dport=80.
  private int equalsSign(int from, int to) {
    if (to - from < 4 || text[from] != '-' || text[from + 1] != '-') {
      return -1;
    }
    int i = from + 2;
    while (i < to && text[i] != '=') {
      i++;
    }
    return i < to ? i : -1;
  }

  private int readQuoted(int from, int quote) throws LineProblem {
    int hash = 0;
    int i = quote + 1;
    while (i < lineEnd && text[i] != '"' && text[i] != '\\') {
      hash = hash * 31 + text[i];
      i++;
    }
    if (i < lineEnd && text[i] == '"' && quote == from) {
      add(cache.word(text, quote + 1, i, hash), from, true);
      return i + 1;
    }
    return readEscaped(from, quote);
  }

  private int readEscaped(int from, int quote) throws LineProblem {
    byte[] unescaped = Arrays.copyOfRange(text, from, lineEnd);
    int length = quote - from;
    int i = quote + 1;
    while (i < lineEnd && text[i] != '"') {
      if (text[i] == '\\' && i + 1 < lineEnd) {
        i++;
      }
      unescaped[length++] = text[i++];
    }
    if (i == lineEnd) {
      throw new LineProblem(
          quote - lineStart + 1, "this quote is not closed; end the text with \"");
    }
    add(TextBytes.decode(unescaped, 0, length), from, true);
    return i + 1;
  }

  private void add(String word, int from, boolean isQuoted) {
    if (count == words.length) {
      words = Arrays.copyOf(words, 2 * count);
      columns = Arrays.copyOf(columns, 2 * count);
      quoted = Arrays.copyOf(quoted, 2 * count);
    }
    words[count] = word;
    columns[count] = from - lineStart + 1;
    quoted[count] = isQuoted;
    count++;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  int count() {
    return count;
  }

  String word(int index) {
    return words[index];
  }

  /** Whether the word, or its end, stood in quotes. */
  boolean isQuoted(int index) {
    return quoted[index];
  }

  /** Where the word starts, 1 for the first byte of the line; behind the end for no word. */
  int column(int index) {
    return index < count ? columns[index] : lineEnd - lineStart + 1;
  }
}
