// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

/**
 * When something that did not work is tried again: at the first occasion, and after that at every
 * second, fourth, and so on.
 */
final class Backoff {
  /** The rarest: every quarter of an hour, if there is an occasion every 30 seconds. */
  private static final int MOST = 32;

  private int interval = 1;
  private int left = 1;

  /** Another occasion; whether to use it. */
  boolean isDue() {
    left--;
    if (left > 0) {
      return false;
    }
    interval = Math.min(2 * interval, MOST);
    left = interval;
    return true;
  }
}
