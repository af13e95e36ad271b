// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.util.ArrayList;
import java.util.List;

/**
 * A long list cut between its items, so that several processors can read it: what {@code kubectl
 * get -o yaml} prints has one key {@code items} at the margin, and each item starts with a dash at
 * one and the same indentation.
 *
 * <p>The cuts are a guess by the look of the lines. Whoever reads the pieces must find in each what
 * {@link Piece} says, or read the text as a whole: then quotes or comments have deceived the guess.
 *
 * @param pieces in their order; empty if the text is not such a list
 */
record YamlPieces(List<Piece> pieces) {
  private static final byte[] ITEMS = {'i', 't', 'e', 'm', 's', ':', '\n'};

  /** The text before the list; what prints lists puts nothing else there than type and metadata. */
  private static final int MAX_HEAD = 64 * 1024;

  /**
   * Lines of the text.
   *
   * @param from the position of its first byte
   * @param to the position behind its last byte
   * @param line the number of its first line, from 1 on
   * @param place which part of the list it is
   * @param listLine the line of the list's first dash
   * @param indent the number of spaces in front of each item's dash
   */
  record Piece(int from, int to, int line, Place place, int listLine, int indent) {}

  /** Which part of the list a piece is. */
  enum Place {
    /** All before the list, and some items. */
    FIRST,
    /** Items only. */
    MIDDLE,
    /** Some items, and all behind the list. */
    LAST
  }

  /**
   * Cuts a text.
   *
   * @param size the least number of bytes of a piece
   */
  static YamlPieces of(FileText text, int size) {
    return new YamlPieces(new Cutter(text, size).cut());
  }

  private static final class Cutter {
    private final byte[] bytes;
    private final int start;
    private final int size;
    private final List<Piece> pieces = new ArrayList<>();
    private int at;
    private int line = 1;
    private int listLine;
    private int indent;

    Cutter(FileText text, int size) {
      this.bytes = text.bytes();
      this.start = text.start();
      this.size = size;
      this.at = start;
    }

    List<Piece> cut() {
      if (bytes.length - start < 2 * size || !findList()) {
        return List.of();
      }
      int from = start;
      int fromLine = 1;
      while (isItem() || isWithinItem()) {
        if (at - from >= size && isItem()) {
          add(from, at, fromLine, pieces.isEmpty() ? Place.FIRST : Place.MIDDLE);
          from = at;
          fromLine = line;
        }
        if (!nextLine()) {
          break;
        }
      }
      if (pieces.isEmpty()) {
        return List.of();
      }
      add(from, bytes.length, fromLine, Place.LAST);
      return hasOtherLineBreaks() ? List.of() : pieces;
    }

    private void add(int from, int to, int fromLine, Place place) {
      pieces.add(new Piece(from, to, fromLine, place, listLine, indent));
    }

    /** Moves to the first item. */
    private boolean findList() {
      while (!startsWith(ITEMS)) {
        // A directive changes what the rest of the document means.
        if (bytes[at] == '%' || at - start > MAX_HEAD || !nextLine()) {
          return false;
        }
      }
      nextLine();
      int dash = at;
      while (dash < bytes.length && bytes[dash] == ' ') {
        dash++;
      }
      indent = dash - at;
      listLine = line;
      return isItem();
    }

    private boolean startsWith(byte[] word) {
      if (bytes.length - at < word.length) {
        return false;
      }
      for (int i = 0; i < word.length; i++) {
        if (bytes[at + i] != word[i]) {
          return false;
        }
      }
      return true;
    }

    private boolean isItem() {
      int dash = at + indent;
      return indentation() == indent
          && dash + 1 < bytes.length
          && bytes[dash] == '-'
          && bytes[dash + 1] == ' ';
    }

    // Blank lines and comments, too, wherever they start.
    private boolean isWithinItem() {
      int spaces = indentation();
      if (spaces < 0 || spaces > indent) {
        return spaces > indent;
      }
      return bytes[at + spaces] == '\n' || bytes[at + spaces] == '#';
    }

    /** The spaces at the start of the line; one more than the items' is as good as many. */
    private int indentation() {
      int i = at;
      while (i < bytes.length && i - at <= indent && bytes[i] == ' ') {
        i++;
      }
      return i == bytes.length ? -1 : i - at;
    }

    private boolean nextLine() {
      int i = at;
      while (i < bytes.length && bytes[i] != '\n') {
        i++;
      }
      at = Math.min(i + 1, bytes.length);
      line++;
      return at < bytes.length;
    }

    // U+000D, U+0085, U+2028, U+2029: YAML counts lines by them, too.
    private boolean hasOtherLineBreaks() {
      for (int i = start; i < bytes.length; i++) {
        if (bytes[i] == '\r'
            || (bytes[i] == (byte) 0xc2 && bytes[i + 1] == (byte) 0x85)
            || (bytes[i] == (byte) 0xe2
                && bytes[i + 1] == (byte) 0x80
                && (bytes[i + 2] & 0xfe) == 0xa8)) {
          return true;
        }
      }
      return false;
    }
  }
}
