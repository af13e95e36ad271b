// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.util.HashMap;
import java.util.Map;

/**
 * Which fields can matter, so that the rest need not be kept. Lists are transparent: what holds for
 * a field holds for its elements.
 */
final class Relevance {
  /** Everything matters. */
  static final Relevance ALL = new Relevance(Map.of(), true);

  private static final Relevance METADATA =
      ALL.only("name", "namespace", "labels", "annotations", "creationTimestamp");

  /** The fields of an object whose kind has not been seen yet. */
  static final Relevance UNKNOWN_KIND = new Relevance(Map.of("metadata", METADATA), true);

  /** The fields of an object that has no part in the rules. */
  static final Relevance SKIPPED = ALL.only("apiVersion", "kind");

  private final Map<String, Relevance> fields;
  private final boolean others;

  private Relevance(Map<String, Relevance> fields, boolean others) {
    this.fields = fields;
    this.others = others;
  }

  /** An object with metadata and these fields. */
  static Relevance ofObject(Map<String, Relevance> fields) {
    Map<String, Relevance> all = new HashMap<>(fields);
    all.put("metadata", METADATA);
    all.put("apiVersion", ALL);
    all.put("kind", ALL);
    return new Relevance(Map.copyOf(all), false);
  }

  /** Only these fields matter. */
  Relevance only(String... names) {
    Map<String, Relevance> all = new HashMap<>();
    for (String name : names) {
      all.put(name, this);
    }
    return new Relevance(Map.copyOf(all), false);
  }

  /** What matters inside a field; null if the field does not. */
  Relevance of(String field) {
    if (this == ALL) {
      return ALL;
    }
    Relevance known = fields.get(field);
    return known == null && (others || field.equals(ValueReader.MERGE)) ? ALL : known;
  }
}
