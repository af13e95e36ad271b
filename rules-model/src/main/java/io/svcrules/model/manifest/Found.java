// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

/**
 * An object and where it stands.
 *
 * @param object the object
 * @param name what tells it from all others
 * @param source the file's name
 * @param document the document's number
 * @param line the object's line
 * @param column the object's column
 * @param fields where its fields stand; an empty mapping if nobody asks
 * @param <T> what it is
 */
record Found<T>(
    T object,
    ObjectName name,
    String source,
    int document,
    int line,
    int column,
    MappingValue fields) {

  /** {@code web.yaml:12:1}. */
  String place() {
    return source + ':' + line + ':' + column;
  }
}
