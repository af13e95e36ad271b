// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/** Time that passes when it is told to, and what is to happen in it. */
final class VirtualTime implements LongSupplier, Scheduler {
  private record Task(long at, Runnable work) {}

  private final List<Task> tasks = new ArrayList<>();
  // As of a clock of its own, which begins anywhere.
  private long now = -17;

  @Override
  public long getAsLong() {
    return now;
  }

  @Override
  public void runAfter(Duration delay, Runnable task) {
    tasks.add(new Task(now + delay.toNanos(), task));
  }

  /** Lets time pass, and what is due in it happen. */
  void pass(Duration duration) {
    long end = now + duration.toNanos();
    while (true) {
      List<Task> due =
          tasks.stream()
              .filter(task -> task.at <= end)
              .sorted(Comparator.comparingLong(Task::at))
              .toList();
      if (due.isEmpty()) {
        break;
      }
      tasks.remove(due.get(0));
      now = Math.max(now, due.get(0).at);
      due.get(0).work.run();
    }
    now = Math.max(now, end);
  }

  /** How many tasks wait. */
  int waiting() {
    return tasks.size();
  }
}
