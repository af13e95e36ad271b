// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.diff;

/**
 * One line of a diff.
 *
 * @param kind on which side it stands
 * @param text a chain line or a rule as iptables-save prints it, without line break
 */
public record DiffLine(Kind kind, String text) {

  /** On which side a line stands. */
  public enum Kind {
    /** On both. */
    CONTEXT(' '),
    /** On the old side only. */
    REMOVED('-'),
    /** On the new side only. */
    ADDED('+');

    private final char sign;

    Kind(char sign) {
      this.sign = sign;
    }

    /** What a unified diff marks the line with. */
    public char sign() {
      return sign;
    }

    boolean isOld() {
      return this != ADDED;
    }

    boolean isNew() {
      return this != REMOVED;
    }
  }

  /** The line as a unified diff has it. */
  @Override
  public String toString() {
    return kind.sign() + text;
  }
}
