// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.io.IOException;

/** The file breaks the rules of its format, at a place. */
final class ManifestSyntaxException extends IOException {
  private static final long serialVersionUID = 1;
  private final int line;
  private final int column;

  ManifestSyntaxException(String message, int line, int column, Throwable cause) {
    super(message, cause);
    this.line = line;
    this.column = column;
  }

  /** The line, from 1 on; 0 if not known. */
  int line() {
    return line;
  }

  /** The column, from 1 on; 0 if not known. */
  int column() {
    return column;
  }
}
