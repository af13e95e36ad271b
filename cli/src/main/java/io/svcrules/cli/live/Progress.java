// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.cli.env.Environment;
import java.io.PrintWriter;

/**
 * A line on a terminal that tells what goes on, and makes room for the next one. For use by the
 * thread that waits and the one that works, which tell of the same thing.
 */
public final class Progress {
  /** ECMA-48: to the first column, then erase to the end of the line (EL). */
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter out;
  private final boolean terminal;
  private boolean shown;

  /** Progress on the standard error of a process, if that is a terminal. */
  public Progress(Environment environment) {
    this.out = environment.stderr();
    this.terminal = environment.terminalErr();
  }

  /** Shows a line in the place of the last one. */
  public synchronized void show(String text) {
    if (terminal) {
      out.print(ERASE + text + " …");
      out.flush();
      shown = true;
    }
  }

  /** Takes the line away. */
  public synchronized void clear() {
    if (shown) {
      out.print(ERASE);
      out.flush();
      shown = false;
    }
  }
}
