// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.kernel;

/**
 * What a command left behind.
 *
 * @param exitCode 0 for success
 * @param output its standard output, as UTF-8
 * @param errors its standard error, as UTF-8
 */
public record CommandResult(int exitCode, String output, String errors) {

  /**
   * The standard output.
   *
   * @throws AssertionError if the command failed
   */
  public String orFail() {
    if (exitCode != 0) {
      throw new AssertionError("exit code " + exitCode + ": " + errors + output);
    }
    return output;
  }
}
