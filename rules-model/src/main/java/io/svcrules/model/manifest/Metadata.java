// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import io.svcrules.model.NamespacedName;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * {@code metadata}, as far as it matters.
 *
 * @param name the identity; the namespace is {@code default} if absent
 * @param labels {@code labels}
 * @param annotations {@code annotations}
 * @param created {@code creationTimestamp}
 */
record Metadata(
    NamespacedName name,
    Map<String, String> labels,
    Map<String, String> annotations,
    Optional<Instant> created) {

  /** Reads {@code metadata} of an object, and names the object in later problems. */
  static Metadata read(Fields object, ObjectKind kind) {
    Fields fields = object.inside("metadata");
    Optional<TextField> name = fields.requiredText("name", "the name of the object");
    Optional<TextField> namespace = fields.text("namespace").filter(t -> !t.text().isEmpty());
    NamespacedName identity =
        new NamespacedName(
            namespace.map(TextField::text).orElse("default"), name.map(TextField::text).orElse(""));
    name.ifPresent(text -> object.problems().nameObject(new ObjectName(kind, identity)));
    name.filter(text -> !kind.isName(text.text()))
        .ifPresent(text -> fields.reject(text, kind.nameRule()));
    namespace
        .filter(text -> !DnsNames.isLabel(text.text()))
        .ifPresent(text -> fields.reject(text, DnsNames.LABEL));
    return new Metadata(
        identity, fields.stringMap("labels"), fields.stringMap("annotations"), created(fields));
  }

  private static Optional<Instant> created(Fields fields) {
    Optional<TextField> text = fields.text("creationTimestamp");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Rfc3339.parse(text.get().text()));
    } catch (DateTimeException e) {
      fields.reject(text.get(), "a time such as \"2026-01-31T12:00:00Z\" (RFC 3339)");
      return Optional.empty();
    }
  }
}
