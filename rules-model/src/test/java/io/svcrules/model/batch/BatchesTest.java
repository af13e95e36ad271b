// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private static final List<Integer> NUMBERS = IntStream.range(0, 1000).boxed().toList();

  @Test
  void everyElementIsInOneBatchAndAllAreInOrder() {
    for (int size : List.of(1, 7, 999, 1000, 5000)) {
      List<Integer> all = new ArrayList<>();
      Batches.map(NUMBERS, size, List::copyOf).forEach(all::addAll);
      assertEquals(NUMBERS, all);
    }
    assertEquals(List.of(), Batches.map(List.of(), 3, List::copyOf));
  }

  @Test
  void noBatchIsDoneTwice() {
    Set<Integer> begun = ConcurrentHashMap.newKeySet();
    List<Boolean> first = Batches.map(NUMBERS, 1, batch -> begun.add(batch.get(0)));
    assertEquals(NUMBERS.size(), first.stream().filter(Boolean::booleanValue).count());
  }

  @Test
  void whatIsStillLookedForIsTakenInItsOrderByOneThread() {
    Set<Thread> looking = ConcurrentHashMap.newKeySet();
    Iterator<Integer> source =
        NUMBERS.stream().peek(any -> looking.add(Thread.currentThread())).iterator();
    assertEquals(NUMBERS, Batches.map(source, number -> number));
    assertEquals(Set.of(Thread.currentThread()), looking);
    assertEquals(List.of(), Batches.map(Collections.emptyIterator(), number -> number));
  }

  @Test
  void theFirstThatFailsFailsAll() {
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () ->
                Batches.map(
                    NUMBERS,
                    10,
                    batch -> {
                      if (batch.get(0) >= 500) {
                        throw new IllegalStateException("at " + batch.get(0));
                      }
                      return batch;
                    }));
    assertEquals("at 500", failure.getMessage());
  }

  @Test
  void memoryThatRunsOutInAnotherThreadIsToldAsThat() {
    OutOfMemoryError told =
        assertThrows(
            OutOfMemoryError.class,
            () ->
                Batches.map(
                    NUMBERS,
                    10,
                    batch -> {
                      throw new OutOfMemoryError("as if");
                    }));
    assertEquals("as if", told.getMessage());
  }

  @Test
  void anInterruptIsKeptForTheCaller() {
    Thread.currentThread().interrupt();
    List<Integer> sizes = Batches.map(NUMBERS, 100, List::size);
    assertEquals(true, Thread.interrupted());
    assertEquals(10, sizes.size());
  }
}
