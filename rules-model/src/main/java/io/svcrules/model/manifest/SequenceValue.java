// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.util.Collections;
import java.util.List;

/**
 * A list.
 *
 * @param elements its elements
 * @param line the line, from 1 on
 * @param column the column, from 1 on
 * @param size see {@link ManifestValue#size()}
 */
record SequenceValue(List<ManifestValue> elements, int line, int column, long size)
    implements ManifestValue {

  SequenceValue {
    // No copy: see MappingValue.
    elements = Collections.unmodifiableList(elements);
  }

  static SequenceValue of(List<ManifestValue> elements, int line, int column) {
    long size = 1;
    for (ManifestValue element : elements) {
      size += element.size();
    }
    return new SequenceValue(elements, line, column, size);
  }

  @Override
  public String describe() {
    return "a list";
  }
}
