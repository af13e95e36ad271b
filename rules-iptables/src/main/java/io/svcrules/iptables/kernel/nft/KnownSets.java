// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Sets as they were at one time.
 *
 * @param byName the index of each set
 * @param byIndex the name of each index
 */
record KnownSets(Map<String, Integer> byName, Map<Integer, String> byIndex) implements SetIndexes {

  /** Copies the maps. */
  KnownSets {
    byName = Collections.unmodifiableMap(new TreeMap<>(byName));
    byIndex = Collections.unmodifiableMap(new TreeMap<>(byIndex));
  }

  static KnownSets of(Map<String, Integer> byName) {
    Map<Integer, String> byIndex = new HashMap<>();
    byName.forEach((name, index) -> byIndex.put(index, name));
    return new KnownSets(byName, byIndex);
  }

  @Override
  public OptionalInt index(String name) {
    Integer index = byName.get(name);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  @Override
  public Optional<String> name(int index) {
    return Optional.ofNullable(byIndex.get(index));
  }
}
