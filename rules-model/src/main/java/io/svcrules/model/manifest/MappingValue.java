// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.util.List;

/**
 * A mapping, called an object in JSON. Field names may repeat: that is for the reader of a field to
 * report.
 *
 * <p>The lists are neither copied nor wrapped, as there is one of these for each line of a large
 * file; who made them forgets them.
 *
 * @param names the field names, in the order of the document
 * @param values the values, at the same positions
 * @param line the line, from 1 on
 * @param column the column, from 1 on
 * @param size see {@link ManifestValue#size()}
 */
record MappingValue(List<String> names, List<ManifestValue> values, int line, int column, long size)
    implements ManifestValue {
  /** A mapping without fields and place. */
  static final MappingValue NONE = new MappingValue(List.of(), List.of(), 0, 0, 1);

  static MappingValue of(List<String> names, List<ManifestValue> values, int line, int column) {
    long size = 1;
    // Indexed: an iterator for each of a million values is garbage that shows.
    for (int i = 0; i < values.size(); i++) {
      size += values.get(i).size();
    }
    return new MappingValue(names, values, line, column, size);
  }

  /** A mapping without fields, at the place of another value. */
  static MappingValue emptyAt(ManifestValue place) {
    return new MappingValue(List.of(), List.of(), place.line(), place.column(), 1);
  }

  /** The position of a field from a position on; negative if there is none. */
  int indexOf(String name, int from) {
    for (int i = from; i < names.size(); i++) {
      if (names.get(i).equals(name)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public String describe() {
    return "a mapping";
  }
}
