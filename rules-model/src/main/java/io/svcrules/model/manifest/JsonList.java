// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;

/**
 * A list in the first mapping of a JSON text.
 *
 * @param text the whole text
 * @param factory for the tokens of items, which the text has within one more mapping
 * @param from the position of the list's bracket
 * @param line the line of the bracket
 * @param column the column of the bracket
 * @param pieces the items and the commas between those of a piece
 * @param behind what stands behind the closing bracket
 */
record JsonList(
    FileText text,
    JsonFactory factory,
    int from,
    int line,
    int column,
    List<Piece> pieces,
    Piece behind)
    implements CutList {
  private static final String NO_ITEMS = "{\"" + NAME + "\":null";

  @Override
  public Tokens head() throws IOException {
    return new PieceTokens(JsonTokens.of(text.piece("", text.start(), from, "null}")), 0, 0);
  }

  @Override
  public Tokens items(Piece piece) throws IOException {
    return placed(JsonTokens.of(text.piece("[", piece.from(), piece.to(), "]"), factory), piece, 1)
        .expect(JsonToken.START_ARRAY);
  }

  @Override
  public Tokens tail() throws IOException {
    JsonTokens rest = JsonTokens.of(text.piece(NO_ITEMS, behind.from(), behind.to(), ""));
    return placed(rest, behind, NO_ITEMS.length())
        .expect(JsonToken.START_OBJECT, JsonToken.FIELD_NAME, JsonToken.VALUE_NULL);
  }

  private static PieceTokens placed(Tokens tokens, Piece piece, int prefix) {
    return new PieceTokens(tokens, piece.line() - 1, piece.column() - 1 - prefix);
  }
}
