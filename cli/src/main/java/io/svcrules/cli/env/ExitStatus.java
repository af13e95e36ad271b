// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

/** What a command tells the shell. */
public final class ExitStatus {
  /** All went well. */
  public static final int OK = 0;

  /**
   * The kernel holds, or will hold, something else than it should; or it refused a change. That is
   * what diff(1) tells of differences, too.
   */
  public static final int DIFFERENT = 1;

  /** Wrong usage, or input that cannot be used: nothing was printed on standard output. */
  public static final int USAGE = 2;

  /** The kernel's rules cannot be reached now: iptables is missing, or somebody holds its lock. */
  public static final int UNAVAILABLE = 3;

  /** The process may not read or change the kernel's rules. */
  public static final int NOT_PERMITTED = 4;

  /** Some objects were left out, all others are in the output. */
  public static final int LEFT_OUT = 5;

  /** A fault of svcrules itself: EX_SOFTWARE of sysexits.h. */
  public static final int INTERNAL = 70;

  /** The reader of standard output has gone: 128 and SIGPIPE (signal(7)), as shells show it. */
  public static final int BROKEN_PIPE = 141;

  private ExitStatus() {}
}
