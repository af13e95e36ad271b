// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

/**
 * A place in a text that iptables would not understand.
 *
 * @param line 1 for the first
 * @param column in bytes, 1 for the first
 * @param message what is wrong, and what would be right
 */
public record TextProblem(int line, int column, String message) {

  /** {@code line 3, column 5: message}. */
  @Override
  public String toString() {
    return "line " + line + ", column " + column + ": " + message;
  }
}
