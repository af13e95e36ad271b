// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

/**
 * The way to a field. Turned into text only when there is a problem to tell.
 *
 * @param parent the way to what holds it; null at the object itself
 * @param name its name; null for an element of a list
 * @param index its position in the list; unused for a named field
 */
record FieldPath(FieldPath parent, String name, int index) {
  /** The object itself. */
  static final FieldPath ROOT = new FieldPath(null, "", 0);

  /** Whether this is the object itself. */
  boolean isRoot() {
    return parent == null;
  }

  FieldPath field(String fieldName) {
    return new FieldPath(this, fieldName, 0);
  }

  FieldPath element(int position) {
    return new FieldPath(this, null, position);
  }

  /** {@code spec.ports[2].nodePort}; names with dots in quotes: {@code metadata.labels["a.b"]}. */
  @Override
  public String toString() {
    if (parent == null) {
      return name;
    }
    String before = parent.toString();
    if (name == null) {
      return before + '[' + index + ']';
    }
    if (name.isEmpty() || name.indexOf('.') >= 0 || name.indexOf('/') >= 0) {
      return before + '[' + ScalarValue.quoted(name) + ']';
    }
    return before.isEmpty() ? name : before + '.' + name;
  }
}
