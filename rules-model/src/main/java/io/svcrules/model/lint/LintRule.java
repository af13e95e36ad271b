// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

/** Looks for one kind of finding. */
interface LintRule {
  /** Reports every finding, in any order; the same one perhaps twice. */
  void check(LintInput input, LintReport report);
}
