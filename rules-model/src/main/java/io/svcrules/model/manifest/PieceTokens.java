// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The tokens of a part of a text, at their places in the whole text. */
final class PieceTokens implements Tokens {
  private final Tokens part;
  private final int linesBefore;
  private final int columnsBefore;

  /**
   * Places tokens.
   *
   * @param linesBefore what to add to each line
   * @param columnsBefore what to add to columns of the first line
   */
  PieceTokens(Tokens part, int linesBefore, int columnsBefore) {
    this.part = part;
    this.linesBefore = linesBefore;
    this.columnsBefore = columnsBefore;
  }

  /**
   * Moves to the next token.
   *
   * @throws CutException if it may be of use in other parts, or needs one
   */
  @Override
  public JsonToken next() throws IOException {
    JsonToken token = part.next();
    if (part.isAlias() || part.anchor() != null) {
      throw new CutException("an anchor may be of use in other pieces");
    }
    return token;
  }

  /** Moves on over tokens that must be these. */
  PieceTokens expect(JsonToken... kinds) throws IOException {
    for (JsonToken kind : kinds) {
      CutException.unless(next() == kind);
    }
    return this;
  }

  @Override
  public String text() throws IOException {
    return part.text();
  }

  @Override
  public int line() {
    return part.line() + linesBefore;
  }

  @Override
  public int column() {
    return part.column() + (part.line() == 1 ? columnsBefore : 0);
  }

  @Override
  public boolean hasMergeKeys() {
    return part.hasMergeKeys();
  }

  @Override
  public void close() throws IOException {
    part.close();
  }
}
