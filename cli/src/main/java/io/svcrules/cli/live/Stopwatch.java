// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import java.util.concurrent.TimeUnit;

/** Tells how long something took. */
final class Stopwatch {
  private final long start = System.nanoTime();

  long milliseconds() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
