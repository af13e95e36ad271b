// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.sync;

/** What became of a round of work. */
public interface SyncOutcome {

  /** Whether all that could be done was done; if not, the same is to be tried again. */
  boolean isComplete();
}
