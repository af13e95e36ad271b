// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonToken;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** The tokens of a file, one after the other, each with its place. */
interface Tokens extends Closeable {
  /**
   * Moves to the next token; null at the end.
   *
   * @throws IOException if the file breaks the rules of its format
   */
  JsonToken next() throws IOException;

  /** The text of a name or scalar. */
  String text() throws IOException;

  /** The line of the token, from 1 on. */
  int line();

  /** The column of the token, from 1 on. */
  int column();

  /** The anchor that the value which starts here is given; null if none. */
  default String anchor() throws IOException {
    return null;
  }

  /** Whether this is an alias: the text is the anchor it refers to. */
  default boolean isAlias() {
    return false;
  }

  /** Whether {@code <<} merges mappings. */
  boolean hasMergeKeys();

  /** The list that starts with the current token, if it is not to be read here but in pieces. */
  default Optional<CutList> pieces() {
    return Optional.empty();
  }

  /** A syntax error at the current token. */
  default ManifestSyntaxException error(String message) {
    return new ManifestSyntaxException(message, line(), column(), null);
  }
}
