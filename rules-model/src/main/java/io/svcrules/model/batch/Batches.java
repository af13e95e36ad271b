// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.batch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * A list cut into batches, each taken by whichever processor is free: one that is slow, or busy
 * with something else, does less.
 */
public final class Batches {
  private Batches() {}

  /**
   * What a function makes of each batch, in the order of the list. Returns when all are done.
   *
   * @param size the length of a batch; at least 1. A millisecond of work is worth handing over
   * @param function called by several threads at once; what it throws is thrown here
   */
  public static <E, R> List<R> map(List<E> list, int size, Function<List<E>, R> function) {
    List<FutureTask<R>> tasks = new ArrayList<>(list.size() / size + 1);
    for (int from = 0; from < list.size(); from += size) {
      List<E> batch = list.subList(from, Math.min(list.size(), from + size));
      tasks.add(new FutureTask<>(() -> function.apply(batch)));
    }
    for (FutureTask<R> task : tasks.subList(Math.min(1, tasks.size()), tasks.size())) {
      ForkJoinPool.commonPool().execute(task);
    }
    return results(tasks);
  }

  /**
   * What a function makes of each element, in their order. Other threads take the first ones while
   * this one still looks for the next. Returns when all are done.
   *
   * @param source called by this thread only; what it throws is thrown here
   * @param function called by several threads at once; what it throws is thrown here
   */
  public static <E, R> List<R> map(Iterator<E> source, Function<E, R> function) {
    List<FutureTask<R>> tasks = new ArrayList<>();
    while (source.hasNext()) {
      E element = source.next();
      FutureTask<R> task = new FutureTask<>(() -> function.apply(element));
      tasks.add(task);
      ForkJoinPool.commonPool().execute(task);
    }
    return results(tasks);
  }

  private static <R> List<R> results(List<FutureTask<R>> tasks) {
    // Those that another thread has begun are passed over.
    tasks.forEach(FutureTask::run);
    List<R> results = new ArrayList<>(tasks.size());
    tasks.forEach(task -> results.add(result(task)));
    return results;
  }

  private static <R> R result(FutureTask<R> task) {
    boolean interrupted = false;
    while (true) {
      try {
        R result = task.get();
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        return result;
      } catch (InterruptedException e) {
        // The other thread needs no more than the time of a batch.
        interrupted = true;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        throw e.getCause() instanceof RuntimeException known
            ? known
            : new IllegalStateException(e.getCause());
      }
    }
  }
}
