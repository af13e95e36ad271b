// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.sync;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs tasks later: the door to the threads of the caller. */
@FunctionalInterface
public interface Scheduler {

  /**
   * Runs a task once.
   *
   * @param delay how long to wait: zero or more
   */
  void runAfter(Duration delay, Runnable task);

  /**
   * The threads of an executor. It must not be shut down before the loop that uses it is closed.
   */
  static Scheduler of(ScheduledExecutorService executor) {
    return (delay, task) -> {
      // Nobody waits for the task, which tells of its failures itself.
      Future<?> unused = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    };
  }
}
