// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

class SharedTextsTest {
  @Test
  void aTextThatComesAgainIsHeldOnce() {
    SharedTexts texts = new SharedTexts();
    String first = texts.shared("node-1");
    assertSame(first, texts.shared(String.join("-", "node", "1")));
  }

  @Test
  void everyTextStaysWhatItIsHoweverManyThereAre() {
    SharedTexts texts = new SharedTexts();
    for (int i = 0; i < 100_000; i++) {
      assertEquals("svc-" + i % 7919, texts.shared("svc-" + i % 7919));
    }
    for (String odd : List.of("", "Aa", "BB", "é", "x".repeat(1000))) {
      assertEquals(odd, texts.shared(odd));
      assertEquals(odd, texts.shared(odd));
    }
  }
}
