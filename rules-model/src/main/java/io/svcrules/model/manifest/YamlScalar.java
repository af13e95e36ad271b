// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonToken;

/** Moves over names and scalars, and makes the text of the last one if it is asked for. */
final class YamlScalar {
  private static final String INDICATORS = ",[]{}#&*!|>'\"%@`?:";

  /** A name must end within 1024 characters of its start (YAML 1.1, simple keys). */
  private static final int MAX_NAME = 1000;

  private final byte[] bytes;
  private final YamlCursor cursor;
  private final StringCache cache;
  private int from;
  private int to;
  private YamlQuoted quoted;
  private YamlLiteral literal;

  YamlScalar(FileText text, YamlCursor cursor) {
    this.bytes = text.bytes();
    this.cursor = cursor;
    this.cache = new StringCache(bytes, text.isAscii());
  }

  /** Whether the rest of the line starts with a field name; the position stays. */
  boolean isNameAhead() throws UnusualYamlException {
    int start = cursor.at();
    if (!isQuote(cursor.peek()) && isIndicator(cursor.peek())) {
      return false;
    }
    readWord(false);
    boolean name = isAtNameEnd();
    cursor.advance(start - cursor.at());
    return name;
  }

  private boolean isAtNameEnd() {
    return cursor.peek() == ':' && YamlCursor.isBlankOrEnd(cursor.peek(1));
  }

  /** Moves over a field name and the colon behind it. */
  void readName(boolean inFlow) throws UnusualYamlException {
    int start = cursor.at();
    readWord(inFlow);
    boolean merge = to - from == 2 && bytes[from] == '<' && bytes[from + 1] == '<';
    if (!isAtNameEnd() || cursor.at() - start > MAX_NAME || merge) {
      throw cursor.unusual();
    }
    cursor.advance(1);
  }

  /** Moves over a scalar. The indentation around it tells where a literal block ends. */
  JsonToken read(boolean inFlow, int indentAround) throws UnusualYamlException {
    if (cursor.peek() == '|' && !inFlow) {
      quoted = null;
      literal = YamlLiteral.read(cursor, indentAround);
      return JsonToken.VALUE_STRING;
    }
    readWord(inFlow);
    JsonToken token = quoted != null ? JsonToken.VALUE_STRING : PlainScalarKind.of(bytes, from, to);
    if (token == null) {
      throw cursor.unusual();
    }
    return token;
  }

  /** Whether the last scalar was a literal block, after which a line starts. */
  boolean isLiteral() {
    return literal != null;
  }

  private void readWord(boolean inFlow) throws UnusualYamlException {
    literal = null;
    quoted = null;
    if (isQuote(cursor.peek())) {
      quoted = YamlQuoted.read(cursor);
    } else {
      readPlain(inFlow);
    }
  }

  private static boolean isQuote(int c) {
    return c == '"' || c == '\'';
  }

  private static boolean isIndicator(int c) {
    // The frequent case first: searching takes its time.
    boolean wordStart = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return !wordStart && INDICATORS.indexOf(c) >= 0;
  }

  private void readPlain(boolean inFlow) throws UnusualYamlException {
    if (cursor.isDash() || isIndicator(cursor.peek())) {
      throw cursor.unusual();
    }
    from = cursor.at();
    cursor.skipOrdinary();
    to = cursor.at();
    int c = cursor.peek();
    while (!endsPlain(c, inFlow)) {
      cursor.advance(1);
      if (c != ' ') {
        cursor.skipOrdinary();
        to = cursor.at();
      }
      c = cursor.peek();
    }
    if (to == from) {
      throw cursor.unusual();
    }
    cursor.advance(to - cursor.at());
  }

  private boolean endsPlain(int c, boolean inFlow) throws UnusualYamlException {
    return switch (c) {
      case '\n', YamlCursor.END -> true;
      case ':' -> YamlCursor.isBlankOrEnd(cursor.peek(1)) || (inFlow && refuse(cursor.peek(1)));
      case '#' -> cursor.peek(-1) == ' ';
      case ',', '[', ']', '{', '}' -> inFlow;
      case '?' -> inFlow && refuse(',');
      default -> {
        cursor.checkCharacter(c);
        yield false;
      }
    };
  }

  /** Flow indicators right after a colon or question mark are nothing plain; else false. */
  private boolean refuse(int c) throws UnusualYamlException {
    if (",[]{}".indexOf(c) >= 0) {
      throw cursor.unusual();
    }
    return false;
  }

  /** The text of the last name or scalar. */
  String text() {
    if (literal != null) {
      return literal.text(bytes);
    }
    return quoted != null ? quoted.text(bytes) : cache.get(from, to);
  }
}
