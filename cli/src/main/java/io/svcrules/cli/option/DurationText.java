// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.model.manifest.GoDuration;
import java.time.Duration;

/** Reads the value of an option that takes a time, written as kube-proxy's flags want it. */
final class DurationText {
  private DurationText() {}

  static Duration parse(String text) {
    return GoDuration.parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "found \"" + text + "\", expected a time such as 15m or 1h30m"));
  }
}
