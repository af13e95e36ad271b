// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import io.svcrules.model.Protocol;
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
    check(element, field, value, value);
  }

  /**
   * Reports a name that an earlier element of the same protocol has too. The API server wants names
   * to differ whatever the protocol; kube-proxy takes them apart, and so may we.
   *
   * @param element the element
   * @param name its {@code name}
   */
  void checkName(Fields element, String name, Protocol protocol) {
    check(element, "name", protocol + "/" + name, ScalarValue.quoted(name));
  }

  private void check(Fields element, String field, String key, String value) {
    FieldPath path = element.path().field(field);
    FieldPath first = seen.putIfAbsent(key, path);
    if (first != null) {
      ManifestValue place = element.find(field).orElse(element.mapping());
      element.problems().reject(place, path, value, "another one: " + first + " has it already");
    }
  }
}
