// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.launcher;

/**
 * A run of the launcher.
 *
 * @param status the exit status
 * @param out what went to standard output
 * @param err what went to standard error
 */
record LauncherRun(int status, String out, String err) {}
