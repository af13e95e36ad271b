// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

/**
 * {@code --iptables-masquerade-bit}: a bit of the packet mark.
 *
 * @param number 0 to 31: marks have 32 bits (linux/skbuff.h struct sk_buff, mark)
 */
public record MarkBit(int number) {

  /**
   * Reads the number of a bit.
   *
   * @throws IllegalArgumentException if there is no such bit
   */
  static MarkBit parse(String text) {
    return new MarkBit(WholeNumber.within(text, 0, 31, "0 to 31"));
  }
}
