// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Binds the items of a list. Those of a long list are bound by another thread while the next are
 * read; what is found stays in the order of the items.
 */
final class ItemBinding {
  /** So many items are worth handing over. */
  private static final int BATCH = 256;

  /** So many batches may wait: enough to keep a thread busy, few enough for the memory. */
  private static final int WAITING = 8;

  private final ObjectBinder binder;
  private final Findings bound = new Findings();
  private final Deque<CompletableFuture<Findings>> waiting = new ArrayDeque<>();
  private List<Item> batch = new ArrayList<>();

  private record Item(ManifestValue value, Optional<TypedKind> type, String label) {}

  ItemBinding(ObjectBinder binder) {
    this.binder = binder;
  }

  /** Takes an item; see {@link ObjectBinder#bind}. */
  void add(ManifestValue value, Optional<TypedKind> type, String label) {
    batch.add(new Item(value, type, label));
    if (batch.size() == BATCH) {
      List<Item> full = batch;
      batch = new ArrayList<>(BATCH);
      waiting.add(CompletableFuture.supplyAsync(() -> bind(full)));
      if (waiting.size() > WAITING) {
        bound.addAll(waiting.remove().join());
      }
    }
  }

  /** All that was found in all items. */
  Findings finish() {
    while (!waiting.isEmpty()) {
      bound.addAll(waiting.remove().join());
    }
    bound.addAll(bind(batch));
    batch = new ArrayList<>();
    return bound;
  }

  private Findings bind(List<Item> items) {
    Findings findings = new Findings();
    for (Item item : items) {
      binder.bind(item.value(), item.type(), item.label(), findings);
    }
    return findings;
  }
}
