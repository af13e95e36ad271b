// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.io.IOException;

/** A text that cannot be read in pieces, and may be good as a whole. */
final class CutException extends IOException {
  private static final long serialVersionUID = 1L;

  CutException(String message) {
    super(message);
  }

  /** Fails if a piece is not what it was taken for. */
  static void unless(boolean asExpected) throws CutException {
    if (!asExpected) {
      throw new CutException("the text was cut at the wrong place");
    }
  }
}
