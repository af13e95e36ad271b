// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.text;

/** A line that is not of the syntax it should be of. */
public final class IpvsTextException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;

  /**
   * Names the line.
   *
   * @param line its number, from 1 on
   * @param text the line
   * @param reason what is wrong with it
   */
  public IpvsTextException(int line, String text, String reason) {
    super("line " + line + ": " + reason + ": " + text);
    this.line = line;
  }

  /** The number of the line, from 1 on. */
  public int line() {
    return line;
  }
}
