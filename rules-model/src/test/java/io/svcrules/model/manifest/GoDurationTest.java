// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "0s, PT0S",
    "15m, PT15M",
    "1h30m, PT1H30M",
    "1.5h, PT1H30M",
    ".5s, PT0.5S",
    "1.s, PT1S",
    "900ms, PT0.9S",
    "2us, PT0.000002S",
    "2µs, PT0.000002S",
    "3ns, PT0.000000003S",
    "1m1m, PT2M"
  })
  void partsAddUp(String text, Duration duration) {
    assertEquals(Optional.of(duration), GoDuration.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "-5s",
        "5 s",
        "5min",
        "s",
        ".s",
        "1h30",
        "1d",
        "1h-1m",
        "99999999999999h"
      })
  void whatIsNoDurationIsRefused(String text) {
    assertEquals(Optional.empty(), GoDuration.parse(text));
  }
}
