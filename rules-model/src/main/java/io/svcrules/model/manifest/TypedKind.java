// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.util.Optional;

/**
 * What an object says it is.
 *
 * @param kind {@code kind}
 * @param apiVersion {@code apiVersion}
 */
record TypedKind(String kind, String apiVersion) {
  private static final String LIST = "List";

  /** The type; empty if it is not told, which is a problem. */
  static Optional<TypedKind> read(Fields fields, Optional<TypedKind> byDefault) {
    if (byDefault.isPresent() && !fields.hasValue("kind")) {
      return byDefault;
    }
    Optional<TextField> kind = fields.requiredText("kind", "the kind of the object");
    kind.ifPresent(text -> fields.problems().call(text.text()));
    Optional<TextField> version =
        fields.requiredText("apiVersion", "the API version, such as \"v1\"");
    if (kind.isEmpty() || version.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new TypedKind(kind.get().text(), version.get().text()));
  }

  /** Whether it is a list of objects, typed or not. */
  boolean isList() {
    return isList(kind);
  }

  static boolean isList(String kind) {
    return kind.endsWith(LIST);
  }

  /** The type of items that do not say theirs; empty if each must say. */
  Optional<TypedKind> itemType() {
    return kind.equals(LIST)
        ? Optional.empty()
        : Optional.of(new TypedKind(kind.substring(0, kind.length() - LIST.length()), apiVersion));
  }

  /** The kind with its API group, as in {@code Deployment.apps}. */
  String qualifiedKind() {
    String group = ObjectKind.group(apiVersion);
    return group.isEmpty() ? kind : kind + '.' + group;
  }

  /** Reports what is nearly the type of an object that counts. */
  void rejectAlmost(Fields fields, ObjectKind almost) {
    boolean sameKind = kind.equals(almost.kind());
    String name = sameKind ? "apiVersion" : "kind";
    ManifestValue value = fields.find(name).orElse(fields.mapping());
    fields
        .problems()
        .reject(
            value,
            fields.path().field(name),
            ScalarValue.quoted(sameKind ? apiVersion : kind),
            ScalarValue.quoted(sameKind ? almost.apiVersion() : almost.kind()));
  }
}
