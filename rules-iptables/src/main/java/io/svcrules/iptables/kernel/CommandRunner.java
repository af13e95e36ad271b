// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Runs commands of iptables: the boundary between this program and processes. */
public interface CommandRunner {

  /** What a command reads. */
  @FunctionalInterface
  interface Input {
    /** Nothing. */
    Input NONE = out -> {};

    /** Writes all of it; need not close the stream. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Runs a command to its end. That it fails is an outcome, not an exception.
   *
   * @param command its name, as found on the search path, and its arguments
   * @throws PacketFilterException of kind UNAVAILABLE if there is no such command, or the calling
   *     thread is interrupted; the process is killed then
   */
  CommandOutcome run(List<String> command, Input input);
}
