// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.sync;

import io.svcrules.model.NamespacedName;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whose rules may have to change.
 *
 * @param all whether those of all Services may
 * @param services otherwise, those of these: Services that are there or were, sorted
 */
public record Touched(boolean all, SortedSet<NamespacedName> services) {

  /** Copies the names. */
  public Touched {
    services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
  }

  /** Whether nothing changes. */
  public boolean isEmpty() {
    return !all && services.isEmpty();
  }
}
