// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.sync;

import java.time.Duration;

/** Runs tasks later: the door to the threads of the caller. */
@FunctionalInterface
public interface Scheduler {

  /**
   * Runs a task once.
   *
   * @param delay how long to wait: zero or more
   */
  void runAfter(Duration delay, Runnable task);
}
