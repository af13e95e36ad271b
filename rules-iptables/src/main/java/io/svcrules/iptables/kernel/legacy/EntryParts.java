// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import java.nio.charset.StandardCharsets;

/**
 * Matches and targets within entries: a header, {@code struct xt_entry_match} or {@code struct
 * xt_entry_target} (linux/netfilter/x_tables.h), which are laid out alike, and a structure of the
 * extension's own behind it, both padded to eight bytes (XT_ALIGN).
 */
final class EntryParts {
  /** The size of a header. */
  static final int HEADER = XtablesUapi.SIZEOF_XT_ENTRY_MATCH;

  /** {@code name}, behind the size in 16 bits. */
  static final int NAME = Short.BYTES;

  /** {@code revision}. */
  static final int REVISION = NAME + XtablesUapi.XT_EXTENSION_MAXNAMELEN;

  /** {@code struct xt_standard_target}, padded. */
  static final int STANDARD_SIZE = HEADER + 8;

  /** {@code struct xt_error_target}, padded. */
  static final int ERROR_SIZE = HEADER + 32;

  /** XT_ERROR_TARGET. */
  static final String ERROR = "ERROR";

  private EntryParts() {}

  /** A part whose structure is of zeros. */
  static byte[] blank(String name, int revision, int size) {
    byte[] part = new byte[size];
    HostOrder.putU16(part, 0, size);
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, part, NAME, text.length);
    part[REVISION] = (byte) revision;
    return part;
  }

  /** A part with a structure. */
  static byte[] of(String name, int revision, byte[] info) {
    byte[] part = blank(name, revision, HEADER + info.length);
    System.arraycopy(info, 0, part, HEADER, info.length);
    return part;
  }

  /** Whether a part begins with a header. */
  static boolean hasHeader(byte[] bytes, int at, byte[] part) {
    for (int i = 0; i < HEADER; i++) {
      if (bytes[at + i] != part[i]) {
        return false;
      }
    }
    return true;
  }

  /** The name of a part, in the bytes up to the first NUL. */
  static String name(byte[] bytes, int at) {
    return text(bytes, at + NAME, XtablesUapi.XT_EXTENSION_MAXNAMELEN);
  }

  /** Bytes up to the first NUL, each a character. */
  static String text(byte[] bytes, int at, int room) {
    int length = 0;
    while (length < room && bytes[at + length] != 0) {
      length++;
    }
    return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
  }
}
