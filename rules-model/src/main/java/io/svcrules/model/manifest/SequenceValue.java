// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.util.List;

/**
 * A list. It is not copied: see {@link MappingValue}.
 *
 * @param elements its elements
 * @param line the line, from 1 on
 * @param column the column, from 1 on
 * @param size see {@link ManifestValue#size()}
 */
record SequenceValue(List<ManifestValue> elements, int line, int column, long size)
    implements ManifestValue {

  static SequenceValue of(List<ManifestValue> elements, int line, int column) {
    long size = 1;
    // Indexed: an iterator for each of a million values is garbage that shows.
    for (int i = 0; i < elements.size(); i++) {
      size += elements.get(i).size();
    }
    return new SequenceValue(elements, line, column, size);
  }

  @Override
  public String describe() {
    return "a list";
  }
}
