// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonToken;

/**
 * The tokens of plain YAML: blocks, one-line flow collections and scalars, literal blocks,
 * comments, documents. That is what Kubernetes tools print, and reading it in this way takes a
 * fraction of the time. Everything else, errors included, ends with an {@link
 * UnusualYamlException}: then the file must be read by the complete parser. What is read without
 * one is read the same by both.
 */
final class PlainYamlTokens implements Tokens {
  private static final int NO_COLUMN = -1;

  /** What comes next. */
  private enum State {
    DOCUMENT,
    ENTRY,
    VALUE,
    FLOW_START,
    FLOW_NEXT,
    FLOW_VALUE
  }

  private enum Shape {
    BLOCK_MAPPING,
    BLOCK_SEQUENCE,
    FLOW_MAPPING,
    FLOW_SEQUENCE;

    boolean isFlow() {
      return this == FLOW_MAPPING || this == FLOW_SEQUENCE;
    }

    boolean isMapping() {
      return this == BLOCK_MAPPING || this == FLOW_MAPPING;
    }
  }

  private final YamlCursor cursor;
  private final YamlScalar scalar;
  private final Shape[] shapes = new Shape[FileLimits.MAX_DEPTH + 1];
  private final int[] indents = new int[FileLimits.MAX_DEPTH + 1];
  private int depth;
  private State state = State.DOCUMENT;
  private boolean markerNeeded;
  private boolean atContent;
  private int contentColumn;
  private int tokenLine;
  private int tokenLineStart;
  private int tokenAt;

  /** Tokens of a text that has no odd characters. */
  PlainYamlTokens(FileText text) {
    this.cursor = new YamlCursor(text);
    this.scalar = new YamlScalar(text, cursor);
  }

  @Override
  public JsonToken next() throws UnusualYamlException {
    return switch (state) {
      case DOCUMENT -> document();
      case ENTRY -> entry();
      case VALUE -> value();
      case FLOW_START -> flowEntry(true);
      case FLOW_NEXT -> flowEntry(false);
      case FLOW_VALUE -> flowValue();
    };
  }

  private JsonToken document() throws UnusualYamlException {
    boolean marked = false;
    int column = findContent();
    if (column == NO_COLUMN && cursor.isMarker()) {
      place();
      cursor.advance(3);
      cursor.finishLine();
      atContent = false;
      marked = true;
      column = findContent();
    }
    if (column == NO_COLUMN) {
      place();
      return marked ? JsonToken.VALUE_NULL : null;
    }
    if (markerNeeded && !marked) {
      throw cursor.unusual();
    }
    markerNeeded = true;
    return node();
  }

  /**
   * The column of the next thing that is neither blank nor comment, from 0 on; {@link #NO_COLUMN}
   * if the document ends before. The position is there.
   */
  private int findContent() throws UnusualYamlException {
    if (!atContent) {
      cursor.skipEmptyLines();
      contentColumn = cursor.atEnd() || cursor.isMarker() ? NO_COLUMN : cursor.indent();
      atContent = true;
      boolean dotted = contentColumn == 0 && cursor.peek() == '.' && cursor.peek(1) == '.';
      if (dotted || (contentColumn == 0 && cursor.peek() == '%')) {
        throw cursor.unusual();
      }
    }
    return contentColumn;
  }

  private JsonToken entry() throws UnusualYamlException {
    int column = findContent();
    int indent = indents[depth];
    boolean dash = column != NO_COLUMN && cursor.isDash();
    if (column < indent || (column == indent && isIndentless() && !dash)) {
      return pop();
    }
    if (column > indent || dash == shapes[depth].isMapping()) {
      throw cursor.unusual();
    }
    atContent = false;
    state = State.VALUE;
    if (dash) {
      cursor.advance(1);
      return value();
    }
    place();
    scalar.readName(false);
    return JsonToken.FIELD_NAME;
  }

  /** Whether this is a sequence that stands no deeper than the mapping it is a value of. */
  private boolean isIndentless() {
    return shapes[depth] == Shape.BLOCK_SEQUENCE
        && depth > 1
        && shapes[depth - 1] == Shape.BLOCK_MAPPING
        && indents[depth - 1] == indents[depth];
  }

  private JsonToken pop() {
    JsonToken token = shapes[depth].isMapping() ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
    depth--;
    place();
    state = depth == 0 ? State.DOCUMENT : shapes[depth].isFlow() ? State.FLOW_NEXT : State.ENTRY;
    return token;
  }

  private JsonToken push(Shape shape, int indent) throws UnusualYamlException {
    if (depth == FileLimits.MAX_DEPTH) {
      throw cursor.unusual();
    }
    depth++;
    shapes[depth] = shape;
    indents[depth] = indent;
    state = shape.isFlow() ? State.FLOW_START : State.ENTRY;
    return shape.isMapping() ? JsonToken.START_OBJECT : JsonToken.START_ARRAY;
  }

  /** What follows the colon of a mapping's entry, or the dash of a sequence's. */
  private JsonToken value() throws UnusualYamlException {
    place();
    cursor.skipSpaces();
    if (!cursor.isRestEmpty()) {
      if (shapes[depth].isMapping()) {
        return inline();
      }
      contentColumn = cursor.indent();
      atContent = true;
      return node();
    }
    cursor.finishLine();
    int column = findContent();
    if (column > indents[depth]) {
      return node();
    }
    if (column == indents[depth] && shapes[depth].isMapping() && cursor.isDash()) {
      place();
      return push(Shape.BLOCK_SEQUENCE, column);
    }
    state = State.ENTRY;
    return JsonToken.VALUE_NULL;
  }

  /** A node that may be a block collection: the position is at its start. */
  private JsonToken node() throws UnusualYamlException {
    place();
    if (cursor.isDash()) {
      return push(Shape.BLOCK_SEQUENCE, contentColumn);
    }
    return scalar.isNameAhead() ? push(Shape.BLOCK_MAPPING, contentColumn) : inline();
  }

  /** A node that is a scalar or a flow collection. */
  private JsonToken inline() throws UnusualYamlException {
    atContent = false;
    if (cursor.peek() == '{' || cursor.peek() == '[') {
      return openFlow();
    }
    place();
    JsonToken token = scalar.read(false, depth == 0 ? NO_COLUMN : indents[depth]);
    if (!scalar.isLiteral()) {
      cursor.finishLine();
    }
    state = depth == 0 ? State.DOCUMENT : State.ENTRY;
    return token;
  }

  private JsonToken openFlow() throws UnusualYamlException {
    place();
    boolean mapping = cursor.peek() == '{';
    cursor.advance(1);
    int indent = depth == 0 ? NO_COLUMN : indents[depth];
    return push(mapping ? Shape.FLOW_MAPPING : Shape.FLOW_SEQUENCE, indent);
  }

  private JsonToken flowEntry(boolean first) throws UnusualYamlException {
    boolean mapping = shapes[depth].isMapping();
    cursor.skipSpaces();
    if (cursor.peek() == (mapping ? '}' : ']')) {
      cursor.advance(1);
      return closeFlow();
    }
    if (!first) {
      if (cursor.peek() != ',') {
        throw cursor.unusual();
      }
      cursor.advance(1);
      cursor.skipSpaces();
    }
    if (!mapping) {
      return flowNode();
    }
    place();
    scalar.readName(true);
    state = State.FLOW_VALUE;
    return JsonToken.FIELD_NAME;
  }

  private JsonToken closeFlow() throws UnusualYamlException {
    JsonToken token = pop();
    if (state != State.FLOW_NEXT) {
      cursor.finishLine();
    }
    return token;
  }

  private JsonToken flowValue() throws UnusualYamlException {
    cursor.skipSpaces();
    return flowNode();
  }

  private JsonToken flowNode() throws UnusualYamlException {
    if (cursor.peek() == '{' || cursor.peek() == '[') {
      return openFlow();
    }
    place();
    JsonToken token = scalar.read(true, NO_COLUMN);
    state = State.FLOW_NEXT;
    return token;
  }

  private void place() {
    tokenLine = cursor.line();
    tokenLineStart = cursor.lineStart();
    tokenAt = cursor.at();
  }

  @Override
  public String text() {
    return scalar.text();
  }

  @Override
  public int line() {
    return tokenLine;
  }

  @Override
  public int column() {
    return cursor.column(tokenAt, tokenLineStart);
  }

  @Override
  public String anchor() {
    return null;
  }

  @Override
  public boolean isAlias() {
    return false;
  }

  @Override
  public boolean hasMergeKeys() {
    return true;
  }

  @Override
  public ManifestSyntaxException error(String message) {
    return new ManifestSyntaxException(message, line(), column(), null);
  }

  @Override
  public void close() {
    // Nothing is open: the text is in memory.
  }
}
