// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import io.svcrules.model.batch.Batches;
import java.util.List;
import java.util.stream.IntStream;

/** Which bytes are UTF-8 (RFC 3629). */
final class Utf8 {
  /** Large parts are looked at by several processors: a tenth of a millisecond of work each. */
  private static final int PART = 256 * 1024;

  private Utf8() {}

  /** The index of the first byte that is not ASCII; the length if all are. */
  static int firstNonAscii(byte[] bytes) {
    if (bytes.length <= PART) {
      return firstNonAscii(bytes, 0, bytes.length);
    }
    List<Integer> parts = IntStream.rangeClosed(0, (bytes.length - 1) / PART).boxed().toList();
    List<Integer> ends = Batches.map(parts, 1, part -> firstNonAscii(bytes, part.get(0)));
    for (int part = 0; part < ends.size(); part++) {
      if (ends.get(part) < Math.min(bytes.length, (part + 1L) * PART)) {
        return ends.get(part);
      }
    }
    return bytes.length;
  }

  private static int firstNonAscii(byte[] bytes, int part) {
    return firstNonAscii(bytes, part * PART, (int) Math.min(bytes.length, (part + 1L) * PART));
  }

  private static int firstNonAscii(byte[] bytes, int from, int to) {
    int i = from;
    int last = to - 4;
    // Four at a time, and by plain array access: that is what a young virtual machine does fastest.
    while (i <= last && (bytes[i] | bytes[i + 1] | bytes[i + 2] | bytes[i + 3]) >= 0) {
      i += 4;
    }
    while (i < to && bytes[i] >= 0) {
      i++;
    }
    return i;
  }

  /** The index of the first byte, from an index on, that is not UTF-8; the length if all are. */
  static int firstInvalid(byte[] bytes, int from) {
    int i = from;
    while (i < bytes.length) {
      int length = bytes[i] >= 0 ? 1 : sequenceLength(bytes, i);
      if (length == 0) {
        return i;
      }
      i += length;
    }
    return i;
  }

  /** The length of the sequence that starts with a byte of 0x80 or more; 0 if it is none. */
  private static int sequenceLength(byte[] bytes, int at) {
    int first = bytes[at] & 0xff;
    int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length == 0 || at + length > bytes.length || !secondFits(first, bytes[at + 1] & 0xff)) {
      return 0;
    }
    for (int i = at + 2; i < at + length; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /**
   * The second byte's range: narrower where code points would be overlong, surrogate or too big.
   */
  private static boolean secondFits(int first, int second) {
    int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high;
  }
}
