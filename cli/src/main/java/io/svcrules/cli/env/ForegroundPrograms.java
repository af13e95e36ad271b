// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

import java.io.IOException;
import java.util.List;

/** Runs other programs on the terminal of this one. */
@FunctionalInterface
public interface ForegroundPrograms {
  /**
   * Runs a program to its end.
   *
   * @param command the program and its arguments
   * @return its exit status
   * @throws IOException if it cannot be started
   */
  int run(List<String> command) throws IOException;
}
