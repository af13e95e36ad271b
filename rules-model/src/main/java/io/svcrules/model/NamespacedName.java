// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

/**
 * The identity of a namespaced object. Order: namespace, then name.
 *
 * @param namespace {@code metadata.namespace}
 * @param name {@code metadata.name}
 */
public record NamespacedName(String namespace, String name) implements Comparable<NamespacedName> {
  @Override
  public int compareTo(NamespacedName other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }

  /** {@code namespace/name}. */
  @Override
  public String toString() {
    return namespace + '/' + name;
  }
}
