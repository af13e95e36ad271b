// SPDX-License-Identifier: Apache-2.0
/**
 * What will bite: findings about objects that are valid, and yet do not do what their authors
 * probably want. One class for each kind of finding; {@link io.svcrules.model.lint.LintId} lists
 * them, {@link io.svcrules.model.lint.Linter} runs them.
 */
package io.svcrules.model.lint;
