// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import java.util.Comparator;

/**
 * Something that will bite. Order: object, field, kind, reason.
 *
 * @param id what kind of finding
 * @param severity how bad this one is
 * @param object kind and name, such as {@code Service default/web}
 * @param field such as {@code spec.ports[0].nodePort}
 * @param reason what is wrong here, without a full stop
 */
public record LintFinding(
    LintId id, LintSeverity severity, String object, String field, String reason)
    implements Comparable<LintFinding> {
  private static final Comparator<LintFinding> ORDER =
      Comparator.comparing(LintFinding::object)
          .thenComparing(LintFinding::field)
          .thenComparing(LintFinding::id)
          .thenComparing(LintFinding::reason)
          .thenComparing(LintFinding::severity);

  @Override
  public int compareTo(LintFinding other) {
    return ORDER.compare(this, other);
  }

  /** What to do about it. */
  public String fix() {
    return id.fix();
  }
}
