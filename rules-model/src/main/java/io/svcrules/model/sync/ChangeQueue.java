// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes that wait. Of each object only the last one counts, so no more wait than there are
 * objects, however long. For use by any number of threads.
 */
public final class ChangeQueue {
  private final Map<ChangeSubject, ClusterChange> waiting = new LinkedHashMap<>();

  /** Adds a change; those that it makes void go. */
  public synchronized void add(ClusterChange change) {
    ChangeSubject subject = change.subject();
    if (subject == ChangeSubject.Whole.OBJECTS) {
      waiting.keySet().removeIf(ChangeSubject::isObject);
    }
    // Behind all that came before, a change of all objects among them.
    waiting.remove(subject);
    waiting.put(subject, change);
  }

  /** Takes all changes out, in the order in which they came. */
  public synchronized List<ClusterChange> drain() {
    List<ClusterChange> all = new ArrayList<>(waiting.values());
    waiting.clear();
    return all;
  }

  /** Whether nothing waits. */
  public synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }
}
