// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.sync;

/**
 * Is told of each round of work.
 *
 * @param <R> what a round of work tells
 */
public interface SyncListener<R extends SyncOutcome> {

  /** A round came to its end. */
  void finished(R outcome);

  /** A round broke off, which no round should; it is tried again. */
  void failed(Throwable reason);
}
