// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import io.svcrules.ipvs.RealServerId;

/**
 * A real server that keeps its connections but gets no new ones.
 *
 * @param id which one
 * @param connections how many connections it has: at least 1
 * @param secondsLeft after how many seconds it goes even if it still has some: at least 1
 */
public record DrainingServer(RealServerId id, long connections, long secondsLeft) {

  /** A sentence for people. */
  @Override
  public String toString() {
    return id + " is drained: " + connections + " connections, " + secondsLeft + " s left";
  }
}
