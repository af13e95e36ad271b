// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The numbers by which the kernel knows its ipsets; rules hold these and not the names.
 *
 * @param byName the index of each set (linux/netfilter/ipset/ip_set.h IPSET_ATTR_INDEX): 0 to 65534
 * @param byIndex the name of each index
 */
public record SetIndexes(Map<String, Integer> byName, Map<Integer, String> byIndex) {

  /** No sets. */
  public static final SetIndexes NONE = of(Map.of());

  /** Copies the maps. */
  public SetIndexes {
    byName = Collections.unmodifiableMap(new TreeMap<>(byName));
    byIndex = Collections.unmodifiableMap(new TreeMap<>(byIndex));
  }

  /** The sets with these indexes. */
  public static SetIndexes of(Map<String, Integer> byName) {
    Map<Integer, String> byIndex = new HashMap<>();
    byName.forEach((name, index) -> byIndex.put(index, name));
    return new SetIndexes(byName, byIndex);
  }

  OptionalInt index(String name) {
    Integer index = byName.get(name);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  Optional<String> name(int index) {
    return Optional.ofNullable(byIndex.get(index));
  }
}
