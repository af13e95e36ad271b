// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.util.Locale;

/** The spellings of YAML 1.1 booleans; JSON's are among them. */
final class Booleans {
  private Booleans() {}

  static boolean isTrue(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> true;
      default -> false;
    };
  }

  static boolean isOne(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "false", "no", "off" -> true;
      default -> false;
    };
  }
}
