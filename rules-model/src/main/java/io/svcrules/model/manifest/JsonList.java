// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Iterator;

/** A list in the first mapping of a JSON text, cut while it is read. */
final class JsonList implements CutList {
  private static final String NO_ITEMS = "{\"" + NAME + "\":null";

  private final FileText text;
  private final JsonCutter cutter;
  private final int bracket;
  private final int line;
  private final int column;
  private final JsonFactory factory = JsonTokens.factory(FileLimits.MAX_DEPTH - 1);

  /**
   * A list that has not been cut yet.
   *
   * @param text the whole text
   * @param cutter what finds the pieces
   * @param bracket the position of the list's bracket
   * @param line the line of the bracket
   * @param column the column of the bracket
   */
  JsonList(FileText text, JsonCutter cutter, int bracket, int line, int column) {
    this.text = text;
    this.cutter = cutter;
    this.bracket = bracket;
    this.line = line;
    this.column = column;
  }

  @Override
  public Iterator<Piece> pieces() {
    return cutter;
  }

  @Override
  public int line() {
    return line;
  }

  @Override
  public int column() {
    return column;
  }

  @Override
  public Tokens head() throws IOException {
    return new PieceTokens(JsonTokens.of(text.piece("", text.start(), bracket, "null}")), 0, 0);
  }

  // The items are within one mapping less than in the text, so that much less deep.
  @Override
  public Tokens items(Piece piece) throws IOException {
    return placed(JsonTokens.of(text.piece("[", piece.from(), piece.to(), "]"), factory), piece, 1)
        .expect(JsonToken.START_ARRAY);
  }

  @Override
  public Tokens tail() throws IOException {
    Piece behind = cutter.behind();
    JsonTokens rest = JsonTokens.of(text.piece(NO_ITEMS, behind.from(), behind.to(), ""));
    return placed(rest, behind, NO_ITEMS.length())
        .expect(JsonToken.START_OBJECT, JsonToken.FIELD_NAME, JsonToken.VALUE_NULL);
  }

  @Override
  public boolean hasMergeKeys() {
    return false;
  }

  private static PieceTokens placed(Tokens tokens, Piece piece, int prefix) {
    return new PieceTokens(tokens, piece.line() - 1, piece.column() - 1 - prefix);
  }
}
