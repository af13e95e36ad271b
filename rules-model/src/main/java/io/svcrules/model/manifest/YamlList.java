// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/**
 * A list as {@code kubectl get -o yaml} prints it: one key {@code items} at the margin, and each
 * item starts with a dash at one and the same indentation. The cuts are a guess by the look of the
 * lines, which quotes may deceive.
 *
 * @param text the whole text
 * @param items whole lines with the items
 * @param column the column of each item's dash
 * @param behind the lines behind the list
 */
record YamlList(FileText text, List<Piece> items, int column, Piece behind) implements CutList {
  /** Opens the list again, in a line of its own. */
  private static final String NO_ITEMS = NAME + ":\n";

  @Override
  public Iterator<Piece> pieces() {
    return items.iterator();
  }

  @Override
  public int line() {
    return items.get(0).line();
  }

  @Override
  public Tokens head() throws IOException {
    FileText head = text.piece("", text.start(), items.get(0).from(), "");
    return new PieceTokens(YamlTokens.of(head), 0, 0);
  }

  @Override
  public Tokens items(Piece piece) throws IOException {
    YamlEvents events = YamlTokens.ofPiece(text.piece("", piece.from(), piece.to(), ""));
    PieceTokens tokens = new PieceTokens(events, piece.line() - 1, 0);
    tokens.expect(JsonToken.START_ARRAY);
    CutException.unless(tokens.line() == piece.line() && tokens.column() == column);
    return tokens;
  }

  @Override
  public Tokens tail() throws IOException {
    YamlTokens rest = YamlTokens.of(text.piece(NO_ITEMS, behind.from(), behind.to(), ""));
    return new PieceTokens(rest, behind.line() - 2, 0)
        .expect(JsonToken.START_OBJECT, JsonToken.FIELD_NAME, JsonToken.VALUE_NULL);
  }

  @Override
  public boolean hasMergeKeys() {
    return true;
  }
}
