// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.util.Optional;

/** The type of an object of which only some fields have been read. */
final class PartialType {
  private String kind = "";
  private String apiVersion = "";
  private Relevance relevance = Relevance.UNKNOWN_KIND;

  /** A type of which nothing is known, or what the list around it says. */
  PartialType(Optional<TypedKind> byDefault) {
    byDefault.ifPresent(type -> set(type.kind(), type.apiVersion()));
  }

  private void set(String newKind, String newVersion) {
    kind = newKind;
    apiVersion = newVersion;
    if (!kind.isEmpty() && !apiVersion.isEmpty() && !TypedKind.isList(kind)) {
      relevance =
          ObjectKind.of(kind, apiVersion).map(ObjectKind::relevance).orElse(Relevance.SKIPPED);
    }
  }

  /** Takes note of a field of the object. */
  void see(String name, ManifestValue value) {
    if (value instanceof ScalarValue scalar && !scalar.text().isEmpty()) {
      if (name.equals("kind")) {
        set(scalar.text(), apiVersion);
      } else if (name.equals("apiVersion")) {
        set(kind, scalar.text());
      }
    }
  }

  /** Which fields can matter, as far as is known. */
  Relevance relevance() {
    return relevance;
  }

  /** Whether the object is, or may turn out to be, a list. */
  boolean mayBeList() {
    return kind.isEmpty() || TypedKind.isList(kind);
  }

  /** The type of a list's items that do not say theirs; empty if not known, or not told. */
  Optional<TypedKind> itemType() {
    return !kind.isEmpty() && !apiVersion.isEmpty() && TypedKind.isList(kind)
        ? new TypedKind(kind, apiVersion).itemType()
        : Optional.empty();
  }

  /** Whether the object is known to be a list. */
  boolean isList() {
    return TypedKind.isList(kind);
  }
}
