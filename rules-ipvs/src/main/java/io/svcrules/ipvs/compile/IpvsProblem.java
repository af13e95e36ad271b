// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import io.svcrules.model.NamespacedName;
import java.util.Comparator;

/**
 * Something a Service asks for that it does not get. Order: by Service, then text.
 *
 * @param service the Service
 * @param text a predicate for people, to stand behind the name of the Service
 */
public record IpvsProblem(NamespacedName service, String text) implements Comparable<IpvsProblem> {
  private static final Comparator<IpvsProblem> ORDER =
      Comparator.comparing(IpvsProblem::service).thenComparing(IpvsProblem::text);

  @Override
  public int compareTo(IpvsProblem other) {
    return ORDER.compare(this, other);
  }

  /** A sentence for people. */
  @Override
  public String toString() {
    return service + " " + text;
  }
}
