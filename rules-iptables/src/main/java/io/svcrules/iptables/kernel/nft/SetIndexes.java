// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The numbers by which the kernel knows its ipsets; rules hold these and not the names. */
public interface SetIndexes {

  /** No sets. */
  SetIndexes NONE = of(Map.of());

  /** Sets with these indexes, whatever happens to them. */
  static SetIndexes of(Map<String, Integer> byName) {
    return KnownSets.of(byName);
  }

  /** The index of a set (linux/netfilter/ipset/ip_set.h IPSET_ATTR_INDEX): 0 to 65534. */
  OptionalInt index(String name);

  /** The name of the set with an index. */
  Optional<String> name(int index);
}
