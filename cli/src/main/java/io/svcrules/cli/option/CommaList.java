// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import java.util.ArrayList;
import java.util.List;

/** Splits values at commas. */
final class CommaList {
  private CommaList() {}

  /** The parts without white space around them; none for an empty value, as with Go's flags. */
  static List<String> of(String text) {
    if (text.isBlank()) {
      return List.of();
    }
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', start)) {
      parts.add(text.substring(start, comma).strip());
      start = comma + 1;
    }
    parts.add(text.substring(start).strip());
    return parts;
  }
}
