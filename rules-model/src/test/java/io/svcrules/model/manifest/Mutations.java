// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages texts in ways that matter to parsers. */
final class Mutations {
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ": ",
          ",",
          ", ",
          "\"",
          "'",
          "''",
          "- ",
          "-",
          "? ",
          "|",
          "|\n",
          "|-\n",
          "|+\n",
          ">",
          "|2",
          "&a ",
          "*a",
          "*s",
          "<<: *s\n",
          "!!int ",
          "!!binary ",
          "!x ",
          "---\n",
          "...\n",
          "%YAML 1.1\n",
          "%TAG ! x\n",
          "\t",
          "\n",
          "\n\n",
          "\r",
          " ",
          "  ",
          "    ",
          "#",
          " # x",
          "null",
          "~",
          "true",
          "yes",
          "No",
          "-1",
          "1e9",
          "0x1f",
          "1_0",
          "65536",
          "007",
          "0",
          "-",
          "+1",
          ".",
          "1.",
          "1.5",
          "1.2.3.4",
          "1.2.3.4/8",
          "12:30",
          "2001:db8::1",
          "99999999999999999999",
          ".inf",
          ".nan",
          "\\u0000",
          "\\u0041",
          "\\x",
          "\\n",
          "\\\"",
          "\u0000",
          "\u007f",
          "\u0085",
          "\u00a0",
          "\ufeff",
          "\u2028",
          "ä",
          "\ud83d\ude00",
          "a: b",
          "a: ",
          "b:\n",
          "items:",
          "kind: List\n",
          "\"items\": [",
          "@",
          "`",
          "=",
          "1:30",
          "2026-01-01",
          "\"a\": ",
          "'b' : ",
          "x:y",
          "a #b",
          "a# b");

  private Mutations() {}

  /** The text after one to four damages. */
  static byte[] of(String text, Random random) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes = once(bytes, random);
    }
    return bytes;
  }

  /** Some piece of syntax. */
  static String piece(Random random) {
    return PIECES.get(random.nextInt(PIECES.size()));
  }

  private static byte[] once(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(12));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    switch (random.nextInt(6)) {
      case 0 -> out.writeBytes(Arrays.copyOf(bytes, from));
      case 1 -> splice(out, bytes, from, from, piece(random).getBytes(StandardCharsets.UTF_8));
      case 2 -> splice(out, bytes, from, to, piece(random).getBytes(StandardCharsets.UTF_8));
      case 3 -> splice(out, bytes, from, to, new byte[0]);
      case 4 -> splice(out, bytes, from, from, slice(bytes, random));
      default -> splice(out, bytes, from, to, new byte[] {(byte) random.nextInt(256)});
    }
    return out.toByteArray();
  }

  private static byte[] slice(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length + 1);
    return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + random.nextInt(200)));
  }

  private static void splice(
      ByteArrayOutputStream out, byte[] bytes, int from, int to, byte[] instead) {
    out.write(bytes, 0, from);
    out.writeBytes(instead);
    out.write(bytes, to, bytes.length - to);
  }
}
