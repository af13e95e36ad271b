// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.util.HashMap;
import java.util.Map;

/** Finds values that may stand only once among the elements of a list. */
final class UniqueValues {
  private final Map<String, FieldPath> seen = new HashMap<>();

  /**
   * Reports a value that an earlier element has too.
   *
   * @param element the element
   * @param field the field that is to be unique
   * @param value what is to be unique, as people would say it
   */
  void check(Fields element, String field, String value) {
    FieldPath path = element.path().field(field);
    FieldPath first = seen.putIfAbsent(value, path);
    if (first != null) {
      ManifestValue place = element.find(field).orElse(element.mapping());
      element.problems().reject(place, path, value, "another one: " + first + " has it already");
    }
  }
}
