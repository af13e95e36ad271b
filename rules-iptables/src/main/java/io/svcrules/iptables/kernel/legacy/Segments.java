// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.netlink.OptionMemory;

/**
 * The parts of a table that stay as they are, in their order, which is the same before and after;
 * only where they stand changes.
 */
final class Segments {
  private final IntList from = new IntList();
  private final IntList to = new IntList();
  private final IntList length = new IntList();
  private final IntList fromIndex = new IntList();
  private final IntList toIndex = new IntList();
  private final IntList entries = new IntList();

  /**
   * Adds a part behind those before.
   *
   * @param place where it stands
   * @param bytes how long it is
   * @param index how many entries stand in front of it
   * @param count how many entries it has
   * @param newPlace where it will stand
   * @param newIndex how many entries will stand in front of it
   */
  void add(int place, int bytes, int index, int count, int newPlace, int newIndex) {
    int last = from.size() - 1;
    if (last >= 0
        && from.get(last) + length.get(last) == place
        && to.get(last) + length.get(last) == newPlace) {
      length.set(last, length.get(last) + bytes);
      entries.set(last, entries.get(last) + count);
      return;
    }
    from.add(place);
    to.add(newPlace);
    length.add(bytes);
    fromIndex.add(index);
    toIndex.add(newIndex);
    entries.add(count);
  }

  /**
   * Moves the parts within their memory. Those that go down are moved first, the foremost first,
   * then those that go up, the last first: so none is written over before it was moved.
   */
  void move(OptionMemory memory, int base) {
    for (int i = 0; i < from.size(); i++) {
      if (to.get(i) < from.get(i)) {
        memory.move(base + from.get(i), base + to.get(i), length.get(i));
      }
    }
    for (int i = from.size() - 1; i >= 0; i--) {
      if (to.get(i) > from.get(i)) {
        memory.move(base + from.get(i), base + to.get(i), length.get(i));
      }
    }
  }

  /**
   * Copies what the entries of the parts have counted.
   *
   * @param counters where the counters of the entries stand as they were
   * @param target where the counters of the entries stand as they are now
   */
  void moveCounters(OptionMemory memory, int counters, int target) {
    int size = XtablesUapi.SIZEOF_XT_COUNTERS;
    for (int i = 0; i < from.size(); i++) {
      memory.move(
          counters + fromIndex.get(i) * size,
          target + toIndex.get(i) * size,
          entries.get(i) * size);
    }
  }
}
