// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

/** A line that iptables would not understand. Thrown and caught within this package. */
final class LineProblem extends Exception {
  private static final long serialVersionUID = 1L;

  private final int column;

  /** A problem at a column, 1 for the first. */
  LineProblem(int column, String message) {
    super(message, null, false, false);
    this.column = column;
  }

  int column() {
    return column;
  }
}
