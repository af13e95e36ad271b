// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.Environment;
import io.svcrules.cli.env.ExitStatus;

/** The command {@code svcrules}. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the process. */
  public static void main(String[] args) {
    System.exit(run(args, Environment.ofProcess()));
  }

  /**
   * Runs the command.
   *
   * @param args the words of the command line, without the name of the command
   * @param environment the process it runs in
   * @return the exit status; see {@link ExitStatus}
   */
  public static int run(String[] args, Environment environment) {
    try {
      return new CommandTree(environment).execute(args);
    } catch (OutOfMemoryError e) {
      new Diagnostics(environment).error("out of memory; give it more: JAVA_OPTS=-Xmx4g");
      return ExitStatus.INTERNAL;
    }
  }
}
