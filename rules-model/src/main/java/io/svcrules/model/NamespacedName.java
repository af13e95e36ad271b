// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import java.util.Comparator;

/**
 * The identity of a namespaced object. Order: namespace, then name.
 *
 * @param namespace {@code metadata.namespace}
 * @param name {@code metadata.name}
 */
public record NamespacedName(String namespace, String name) implements Comparable<NamespacedName> {
  private static final Comparator<NamespacedName> ORDER =
      Comparator.comparing(NamespacedName::namespace).thenComparing(NamespacedName::name);

  @Override
  public int compareTo(NamespacedName other) {
    return ORDER.compare(this, other);
  }

  /** {@code namespace/name}. */
  @Override
  public String toString() {
    return namespace + '/' + name;
  }
}
