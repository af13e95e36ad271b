// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How many want each of some things that can be there but once. */
final class Counts<T> {
  private final Map<T, Integer> counts = new HashMap<>();

  boolean contains(T thing) {
    return counts.containsKey(thing);
  }

  Set<T> all() {
    return counts.keySet();
  }

  /** One more wants it; whether it is the first. */
  boolean add(T thing) {
    return counts.merge(thing, 1, Integer::sum) == 1;
  }

  /** One less wants it; whether it was the last. */
  boolean remove(T thing) {
    return counts.computeIfPresent(thing, (key, count) -> count == 1 ? null : count - 1) == null;
  }
}
