// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:34:56Z, 2026-01-31T12:34:56Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
    "2026-01-31T12:34:56.789Z, 2026-01-31T12:34:56.789Z",
    "2026-01-31T12:34:56+02:00, 2026-01-31T10:34:56Z"
  })
  void timesAreInstants(String text, Instant instant) {
    assertEquals(instant, Rfc3339.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-01-31",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-01-31T24:00:00Z",
        "2026-01-31 12:34:56Z",
        "2026-01-31T12:34:56",
        "202x-01-31T12:34:56Z"
      })
  void whatIsNoTimeIsRefused(String text) {
    assertThrows(DateTimeException.class, () -> Rfc3339.parse(text));
  }
}
