// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.sync;

import java.time.Duration;
import java.util.List;

/**
 * How often a {@link SyncLoop} works.
 *
 * @param minSync how long it rests after a round before changes begin the next; zero or more
 *     (kube-proxy {@code --iptables-min-sync-period})
 * @param retry how long after an incomplete round the next begins, changes or not; more than zero
 * @param check how long after one check the next begins; more than zero
 * @param verify how long after everything was read it is read again; more than zero
 */
public record SyncIntervals(Duration minSync, Duration retry, Duration check, Duration verify) {
  /**
   * What kube-proxy does: {@code --iptables-min-sync-period} of one second, {@code
   * --iptables-sync-period} of 30 seconds for a look at its canary and after failures, everything
   * once an hour.
   */
  public static final SyncIntervals KUBE_PROXY =
      new SyncIntervals(
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofHours(1));

  /** Refuses durations that would let the loop spin. */
  public SyncIntervals {
    if (minSync.isNegative()) {
      throw new IllegalArgumentException("negative minimum interval " + minSync);
    }
    for (Duration duration : List.of(retry, check, verify)) {
      if (duration.isNegative() || duration.isZero()) {
        throw new IllegalArgumentException("interval " + duration + " is not more than zero");
      }
    }
  }
}
