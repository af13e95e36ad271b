// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

import java.io.PrintWriter;

/** Words for people, one line each, on standard error. */
public final class Diagnostics {
  /** ECMA-48 SGR: bold red. */
  private static final String RED = "\u001b[1;31m";

  /** ECMA-48 SGR: bold yellow. */
  private static final String YELLOW = "\u001b[1;33m";

  /** ECMA-48 SGR: default rendition. */
  private static final String PLAIN = "\u001b[0m";

  private final PrintWriter out;
  private final boolean colour;

  /** Diagnostics on the standard error of a process. */
  public Diagnostics(Environment environment) {
    this.out = environment.stderr();
    this.colour = environment.colourErr();
  }

  /** Says what makes it impossible to go on. */
  public void error(String text) {
    problem("svcrules: " + text);
  }

  /** Says what may not be what was meant. */
  public void warning(String text) {
    suspicion("svcrules: warning: " + text);
  }

  /** Says what is worth knowing. */
  public void note(String text) {
    print("", "svcrules: " + text);
  }

  /** Prints a line that names its place itself and tells of a loss. */
  public void problem(String line) {
    print(RED, line);
  }

  /** Prints a line that names its place itself and tells of no loss. */
  public void suspicion(String line) {
    print(YELLOW, line);
  }

  private void print(String start, String line) {
    out.println(colour && !start.isEmpty() ? start + line + PLAIN : line);
    out.flush();
  }
}
