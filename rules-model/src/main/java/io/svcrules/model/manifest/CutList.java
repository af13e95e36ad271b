// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.io.IOException;
import java.util.Iterator;

/**
 * A long list named {@code items}, cut between its items, so that several processors can read it.
 * All places are those in the whole text.
 *
 * <p>Whoever reads a piece that turns out to be something else than it was taken for, or that means
 * something only together with others, gets a {@link CutException}, and must read the text as a
 * whole. A piece with a mistake gives any {@link IOException}.
 */
interface CutList {
  /** How its mapping knows it. */
  String NAME = "items";

  /** So much is some milliseconds of work. */
  int PIECE_BYTES = 64 * 1024;

  /** The text before the list; what prints lists puts nothing else there than type and metadata. */
  int MAX_HEAD = 64 * 1024;

  /** The items, in their order. Some may still have to be looked for, so only once. */
  Iterator<Piece> pieces();

  /** The line where the list starts. */
  int line();

  /** The column where the list starts. */
  int column();

  /** All that stands before the list, and then in its place null, which ends the document. */
  Tokens head() throws IOException;

  /** The items of a piece as a list of their own, whose start is the current token. */
  Tokens items(Piece piece) throws IOException;

  /**
   * All that stands behind the list, once all pieces are known; the current token is the null in
   * its place.
   */
  Tokens tail() throws IOException;

  /** Whether {@code <<} merges mappings. */
  boolean hasMergeKeys();
}
