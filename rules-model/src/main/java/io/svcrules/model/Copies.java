// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import io.svcrules.model.batch.Batches;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Immutable copies that records keep. */
final class Copies {
  /** So many take some milliseconds. */
  private static final int SORTED_AT_ONCE = 4096;

  private Copies() {}

  static List<String> sorted(List<String> list) {
    return list.size() < 2 ? List.copyOf(list) : list.stream().sorted().toList();
  }

  /** By all processors, if it is long. Equals keep their order. */
  static <T> List<T> sorted(List<T> list, Comparator<T> order) {
    List<T> sorted = new ArrayList<>(list.size());
    Batches.map(list, SORTED_AT_ONCE, batch -> batch.stream().sorted(order).toList())
        .forEach(sorted::addAll);
    // What is sorted in itself is merged only, and this is all there is to do for a short list.
    sorted.sort(order);
    return Collections.unmodifiableList(sorted);
  }

  /** In the order of the keys, so that what is printed from it is stable. */
  static Map<String, String> sorted(Map<String, String> map) {
    if (map.size() < 2) {
      return Map.copyOf(map);
    }
    return Collections.unmodifiableMap(new TreeMap<>(map));
  }
}
