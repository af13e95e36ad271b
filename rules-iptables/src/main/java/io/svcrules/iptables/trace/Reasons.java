// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Knows why rules exist. */
public interface Reasons {

  /** Why what a packet was subject to exists; empty if that is not known. */
  Optional<Explanation> of(Visit visit);

  /** This, or what others know where this knows nothing. */
  default Reasons or(Reasons others) {
    return visit -> of(visit).or(() -> others.of(visit));
  }

  /**
   * Why everything on a path exists. Rules of large clusters do not name their service; those in
   * front of them do.
   */
  default List<Optional<Explanation>> ofPath(List<Visit> path) {
    List<Optional<Explanation>> all = new ArrayList<>(path.size());
    String last = "";
    for (Visit visit : path) {
      Optional<Explanation> found = of(visit);
      if (found.isPresent() && !found.get().object().isEmpty()) {
        last = found.get().object();
      } else if (found.isPresent() && !found.get().field().isEmpty()) {
        found = Optional.of(found.get().of(last));
      }
      all.add(found);
    }
    return all;
  }
}
