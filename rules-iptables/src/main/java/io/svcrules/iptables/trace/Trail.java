// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The visits of a packet so far. Packets that part ways share what they had in common.
 *
 * @param before all but the last visit; null for no visit at all
 * @param last the last one; null for no visit at all
 * @param length how many there are
 */
record Trail(Trail before, Visit last, int length) {
  /** No visit. */
  static Trail start() {
    return new Trail(null, null, 0);
  }

  Trail plus(Visit visit) {
    return new Trail(this, visit, length + 1);
  }

  /** From the first to the last. */
  List<Visit> visits() {
    Deque<Visit> visits = new ArrayDeque<>();
    for (Trail at = this; at.last != null; at = at.before) {
      visits.addFirst(at.last);
    }
    return List.copyOf(visits);
  }
}
