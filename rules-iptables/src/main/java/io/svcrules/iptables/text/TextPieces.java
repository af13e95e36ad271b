// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A long text that is kept as the bytes it will be written as. Not safe for use by several threads
 * at once.
 */
public final class TextPieces {
  /** Small enough for the second-level cache, together with what the text is made of. */
  private static final int LENGTH = 64 * 1024;

  private final StringBuilder end = new StringBuilder();
  private final List<byte[]> pieces = new ArrayList<>();

  /** An empty text. */
  public TextPieces() {}

  /** Where to append; valid until {@link #settle}. */
  public StringBuilder end() {
    return end;
  }

  /** Keeps what was appended if it is long. */
  public void settle() {
    if (end.length() >= LENGTH) {
      keep();
    }
  }

  private void keep() {
    pieces.add(TextBytes.encode(end.toString()));
    end.setLength(0);
  }

  /** Writes all of it, and is empty then. Does not close the stream. */
  public void writeTo(OutputStream out) throws IOException {
    if (!end.isEmpty()) {
      keep();
    }
    for (byte[] piece : pieces) {
      out.write(piece);
    }
    pieces.clear();
  }
}
