// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.sync;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Decides when a {@link Synchronizer} works: soon after a change, but so that changes that follow
 * closely share a round; again after a failure; and by itself from time to time. Has no thread of
 * its own: it works in those that the scheduler runs its tasks in, in one at a time.
 *
 * @param <R> what a round of work tells
 */
public final class SyncLoop<R extends SyncOutcome> implements AutoCloseable {
  private static final long NEVER = Long.MAX_VALUE;

  private final Synchronizer<R> synchronizer;
  private final SyncIntervals intervals;
  private final LongSupplier nanoTime;
  private final Scheduler scheduler;
  private final SyncListener<R> listener;
  private final long start;

  // Times are nanoseconds since the start.
  private long changesAt;
  private long retryAt = NEVER;
  private long checkAt;
  private long verifyAt;
  private long restUntil;
  private long wakeAt = NEVER;
  private boolean working;
  private boolean closed;

  /**
   * A loop whose first round is due at once: there may be changes already.
   *
   * @param nanoTime a clock that is never set: {@code System::nanoTime}
   */
  public SyncLoop(
      Synchronizer<R> synchronizer,
      SyncIntervals intervals,
      LongSupplier nanoTime,
      Scheduler scheduler,
      SyncListener<R> listener) {
    this.synchronizer = synchronizer;
    this.intervals = intervals;
    this.nanoTime = nanoTime;
    this.scheduler = scheduler;
    this.listener = listener;
    this.start = nanoTime.getAsLong();
    this.checkAt = intervals.check().toNanos();
    this.verifyAt = intervals.verify().toNanos();
  }

  /** Begins; to be called once. */
  public synchronized void begin() {
    scheduleNext();
  }

  /** Hands a change over, and works soon. May be called from any thread. */
  public void add(ClusterChange change) {
    synchronizer.add(change);
    synchronized (this) {
      changesAt = Math.min(changesAt, Math.max(now(), restUntil));
      scheduleNext();
    }
  }

  /** Begins no other round of work; one that is under way comes to its end. */
  @Override
  public synchronized void close() {
    closed = true;
  }

  private long now() {
    return nanoTime.getAsLong() - start;
  }

  private synchronized void scheduleNext() {
    long next = Math.min(Math.min(changesAt, retryAt), Math.min(checkAt, verifyAt));
    if (!closed && !working && next < wakeAt) {
      wakeAt = next;
      Duration delay = Duration.ofNanos(Math.max(0, next - now()));
      scheduler.runAfter(delay, () -> wake(next));
    }
  }

  /** An alarm set for a time; void if an earlier one was set since. */
  private void wake(long time) {
    Optional<Supplier<R>> round;
    synchronized (this) {
      if (closed || working || time != wakeAt) {
        return;
      }
      wakeAt = NEVER;
      round = due();
      working = round.isPresent();
    }
    try {
      round.ifPresent(this::work);
    } finally {
      scheduleNext();
    }
  }

  private Optional<Supplier<R>> due() {
    long now = now();
    if (Math.min(Math.min(changesAt, retryAt), Math.min(checkAt, verifyAt)) > now) {
      return Optional.empty();
    }
    // Each round does what smaller ones do.
    changesAt = NEVER;
    retryAt = NEVER;
    if (verifyAt <= now) {
      verifyAt = NEVER;
      checkAt = NEVER;
      return Optional.of(synchronizer::verify);
    }
    if (checkAt <= now) {
      checkAt = NEVER;
      return Optional.of(synchronizer::check);
    }
    return Optional.of(synchronizer::sync);
  }

  private void work(Supplier<R> round) {
    boolean complete = false;
    try {
      R outcome = round.get();
      complete = outcome.isComplete();
      listener.finished(outcome);
    } catch (RuntimeException | Error e) {
      listener.failed(e);
    } finally {
      finish(complete);
    }
  }

  private synchronized void finish(boolean complete) {
    long now = now();
    working = false;
    restUntil = now + intervals.minSync().toNanos();
    if (changesAt != NEVER) {
      changesAt = restUntil;
    }
    retryAt = complete ? NEVER : now + intervals.retry().toNanos();
    checkAt = checkAt == NEVER ? now + intervals.check().toNanos() : checkAt;
    verifyAt = verifyAt == NEVER ? now + intervals.verify().toNanos() : verifyAt;
  }
}
