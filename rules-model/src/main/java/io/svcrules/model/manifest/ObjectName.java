// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import io.svcrules.model.NamespacedName;

/**
 * What tells an object from all others. Turned into text only when there is something to tell.
 *
 * @param kind its kind
 * @param name its name; the namespace is empty if the kind has none
 */
record ObjectName(ObjectKind kind, NamespacedName name) {
  /** Forgets a namespace that the kind does not have. */
  ObjectName {
    name = kind.isNamespaced() ? name : new NamespacedName("", name.name());
  }

  // Spelled out for the same reason as NamespacedName's.
  @Override
  public boolean equals(Object other) {
    return other instanceof ObjectName that && kind == that.kind && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** {@code Service default/web}, {@code Node node-1}. */
  @Override
  public String toString() {
    return kind.kind() + ' ' + (kind.isNamespaced() ? name.toString() : name.name());
  }
}
