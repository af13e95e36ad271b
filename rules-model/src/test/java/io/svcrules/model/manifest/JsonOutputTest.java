// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonOutputTest {

  @Test
  void fieldsComeInTheOrderTheyWereTold() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonOutput json = JsonOutput.to(out)) {
      json.beginObject();
      json.field("z", "a\"b\n€");
      json.field("long", Long.MAX_VALUE).field("flag", true).field("share", 0.5);
      json.beginObject("empty").endObject();
      json.beginArray("none").endArray();
      json.beginArray("list").value("x").value(1).beginObject().field("a", 1).endObject();
      json.beginArray().endArray().endArray();
      json.endObject();
    }
    assertEquals(
        """
        {
          "z": "a\\"b\\n€",
          "long": 9223372036854775807,
          "flag": true,
          "share": 0.5,
          "empty": {},
          "none": [],
          "list": [
            "x",
            1,
            {
              "a": 1
            },
            []
          ]
        }
        """,
        out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void theStreamStaysOpen() throws IOException {
    boolean[] closed = new boolean[1];
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    JsonOutput.to(out).beginArray().endArray().close();
    assertFalse(closed[0]);
    assertEquals("[]\n", out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void numbersThatJsonLacksAreRefused() throws IOException {
    JsonOutput json = JsonOutput.to(new ByteArrayOutputStream()).beginObject();
    assertThrows(IllegalArgumentException.class, () -> json.field("x", Double.NaN));
    json.endObject().close();
  }
}
