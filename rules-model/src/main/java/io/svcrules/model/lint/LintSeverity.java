// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import java.util.Locale;

/** How bad a finding is, from harmless to bad. */
public enum LintSeverity {
  /** Worth knowing; it may well be meant. */
  NOTE,
  /** Some clients are not served, or served otherwise than the object seems to say. */
  WARNING,
  /** The object takes something from another, or cannot work. */
  ERROR;

  /** {@code note}, {@code warning} or {@code error}, as SARIF spells levels. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The plain word that options use. */
  @Override
  public String toString() {
    return text();
  }
}
