// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.sync;

/**
 * What keeps a kernel in step with the objects. Changes may come from any thread at any time; the
 * rounds of work follow one another.
 *
 * @param <R> what a round of work tells
 */
public interface Synchronizer<R extends SyncOutcome> {

  /** Notes a change for the next round. Never waits for one. */
  void add(ClusterChange change);

  /** Does all that is pending now, at the cost of what changed. */
  R sync();

  /**
   * Asks the kernel whether somebody else may have changed it; if so, does what {@link #verify}
   * does. Cheap otherwise; without means to ask no more than {@link #sync}.
   */
  R check();

  /** Reads all that the kernel holds and repairs it, at the cost of all there is. */
  R verify();
}
