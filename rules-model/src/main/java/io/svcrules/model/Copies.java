// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Immutable copies that records keep. */
final class Copies {
  private Copies() {}

  static List<String> sorted(List<String> list) {
    return list.size() < 2 ? List.copyOf(list) : list.stream().sorted().toList();
  }

  /** By all processors, if it is long. Equals keep their order. */
  @SuppressWarnings("unchecked") // the array holds what the list held
  static <T> List<T> sorted(List<T> list, Comparator<T> order) {
    T[] sorted = (T[]) list.toArray();
    Arrays.parallelSort(sorted, order);
    return List.of(sorted);
  }

  /** In the order of the keys, so that what is printed from it is stable. */
  static Map<String, String> sorted(Map<String, String> map) {
    return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
  }
}
