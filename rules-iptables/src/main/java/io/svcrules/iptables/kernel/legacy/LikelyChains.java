// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.Chain;
import java.util.List;

/**
 * Chains that a table may have, at the places where they may stand. A guess, to be held against
 * what the kernel says: if somebody else added a chain, those behind it are not found.
 *
 * @param chains null where nothing is guessed
 */
record LikelyChains(List<Chain> chains) {
  /** No guess at all. */
  static final LikelyChains NONE = new LikelyChains(List.of());

  /** The chain that may stand at a place, from 0; null if nothing is guessed. */
  Chain at(int place) {
    return place < chains.size() ? chains.get(place) : null;
  }

  /** The chain that may stand at a place, if it has that name; else null. */
  Chain at(int place, String name) {
    Chain chain = at(place);
    return chain != null && chain.name().equals(name) ? chain : null;
  }
}
