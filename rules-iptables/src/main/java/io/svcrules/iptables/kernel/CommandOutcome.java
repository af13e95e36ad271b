// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

/** What a command left behind. */
public final class CommandOutcome {
  private final int exitCode;
  private final byte[] output;
  private final String errors;

  /**
   * An outcome.
   *
   * @param exitCode 0 for success
   * @param output standard output; not copied, so not to be changed
   * @param errors standard error
   */
  public CommandOutcome(int exitCode, byte[] output, String errors) {
    this.exitCode = exitCode;
    this.output = output;
    this.errors = errors;
  }

  /** Whether the command did what it was told. */
  public boolean isSuccess() {
    return exitCode == 0;
  }

  /** The exit code: 0 for success. */
  public int exitCode() {
    return exitCode;
  }

  /** Standard output. Not a copy, as it may have 40 MB. */
  public byte[] output() {
    return output;
  }

  /** Standard error. */
  public String errors() {
    return errors;
  }
}
