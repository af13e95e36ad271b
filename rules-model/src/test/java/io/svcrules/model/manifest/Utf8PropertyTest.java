// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class Utf8PropertyTest {
  private static final int[] LEADS = {
    0x00, 0x41, 0x7f, 0x80, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xed, 0xef, 0xf0, 0xf1, 0xf4,
    0xf5, 0xff, 0x8f, 0x90, 0x9f, 0xa0
  };

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Property(tries = 20_000)
  void bytesAreUtf8ExactlyIfTheJdkDecodesThem(@ForAll Random random) {
    byte[] bytes = new byte[random.nextInt(8)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) LEADS[random.nextInt(LEADS.length)];
    }
    int invalid = Utf8.firstInvalid(bytes, 0);
    assertEquals(isUtf8(bytes), invalid == bytes.length, () -> Arrays.toString(bytes));
    assertEquals(true, isUtf8(Arrays.copyOf(bytes, invalid)));
  }

  @Property
  void theFirstByteThatIsNotAsciiIsFound(@ForAll byte[] bytes) {
    int expected = 0;
    while (expected < bytes.length && bytes[expected] >= 0) {
      expected++;
    }
    assertEquals(expected, Utf8.firstNonAscii(bytes));
  }

  @Property(tries = 100)
  void theFirstByteThatIsNotAsciiIsFoundInALongText(@ForAll Random random) {
    byte[] bytes = new byte[1 + random.nextInt(1 << 20)];
    assertEquals(bytes.length, Utf8.firstNonAscii(bytes));
    int first = random.nextInt(bytes.length);
    bytes[first] = (byte) 0x80;
    bytes[first + random.nextInt(bytes.length - first)] = (byte) 0xff;
    assertEquals(first, Utf8.firstNonAscii(bytes));
  }

  @Property
  void everyStringIsUtf8(@ForAll String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertEquals(bytes.length, Utf8.firstInvalid(bytes, 0));
  }
}
