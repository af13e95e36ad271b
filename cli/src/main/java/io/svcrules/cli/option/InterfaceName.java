// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

/**
 * The value of an option that names a network device.
 *
 * @param text the name, as the kernel and rules could have it
 */
public record InterfaceName(String text) {
  /** linux/if.h IFNAMSIZ is 16, the terminating zero included. */
  public static final int LONGEST = 15;

  /**
   * Reads the name of a device.
   *
   * @throws IllegalArgumentException if no device can have it
   */
  static InterfaceName parse(String text) {
    return new InterfaceName(checked(text, LONGEST));
  }

  /**
   * A name, or the beginning of one, that devices can have.
   *
   * @param longest how many characters it may have
   * @throws IllegalArgumentException if none can; it says what would be right
   */
  public static String checked(String text, int longest) {
    boolean odd = text.chars().anyMatch(c -> c <= ' ' || c >= 127 || c == '/' || c == '"');
    if (odd || text.isEmpty() || text.length() > longest) {
      throw new IllegalArgumentException(
          "found \""
              + text
              + "\", expected 1 to "
              + longest
              + " visible characters without / and \"");
    }
    return text;
  }
}
