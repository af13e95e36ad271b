// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

/** Names of chains, extensions, sets and the like, which iptables prints without quotes. */
final class Names {
  private Names() {}

  /** Whether the text stays one word without quotes, and is not taken for an option. */
  static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == '"' || c == 0x7f) {
        return false;
      }
    }
    return !text.isEmpty() && text.charAt(0) != '-' && text.charAt(0) != '!';
  }
}
