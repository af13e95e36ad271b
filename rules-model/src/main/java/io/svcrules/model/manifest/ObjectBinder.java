// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Turns mappings into the objects they describe; lists of objects into theirs. */
final class ObjectBinder {
  private final String source;
  private final int document;
  private final FieldPlaces places;

  /** A binder for one document of a file. */
  ObjectBinder(String source, int document, FieldPlaces places) {
    this.source = source;
    this.document = document;
    this.places = places;
  }

  /**
   * Adds what a value describes to the findings.
   *
   * @param value a value that should be an object
   * @param defaultKind its kind if it does not say, because it is of a typed list; else empty
   * @param at where it stands in the document, for as long as its kind and name are unknown
   */
  void bind(ManifestValue value, Optional<TypedKind> defaultKind, FieldPath at, Findings findings) {
    ObjectProblems problems = new ObjectProblems(findings.problems(), source, document, at);
    if (!(value instanceof MappingValue mapping)) {
      problems.reject(
          value, FieldPath.ROOT, value.describe(), "a mapping with apiVersion, kind and metadata");
      return;
    }
    Fields fields = new Fields(mapping, FieldPath.ROOT, problems);
    Optional<TypedKind> type = TypedKind.read(fields, defaultKind);
    if (type.isPresent() && type.get().isList()) {
      bindItems(fields, type.get(), at, findings);
    } else if (type.isPresent()) {
      bindObject(fields, type.get(), at, findings);
    }
  }

  private void bindItems(Fields fields, TypedKind type, FieldPath at, Findings findings) {
    Optional<ManifestValue> items = fields.find("items");
    if (items.isEmpty()) {
      findings.skip(type.qualifiedKind(), 1);
      return;
    }
    if (!(items.get() instanceof SequenceValue list)) {
      fields.reject(items.get(), fields.path().field("items"), "a list of objects");
      return;
    }
    List<ManifestValue> elements = list.elements();
    FieldPath place = at.field("items");
    for (int i = 0; i < elements.size(); i++) {
      bind(elements.get(i), type.itemType(), place.element(i), findings);
    }
  }

  private void bindObject(Fields fields, TypedKind type, FieldPath at, Findings findings) {
    Optional<ObjectKind> kind = ObjectKind.of(type.kind(), type.apiVersion());
    if (kind.isEmpty()) {
      Optional<ObjectKind> almost = ObjectKind.almost(type.kind(), type.apiVersion());
      if (almost.isPresent()) {
        type.rejectAlmost(fields, almost.get());
      } else {
        findings.skip(type.qualifiedKind(), 1);
      }
      return;
    }
    fields.problems().call(at.isRoot() ? type.kind() : new Nameless(type.kind(), at));
    switch (kind.get()) {
      case SERVICE -> add(fields, ServiceBinder::bind, findings.services());
      case ENDPOINT_SLICE -> add(fields, EndpointSliceBinder::bind, findings.slices());
      case ENDPOINTS -> add(fields, EndpointsBinder::bind, findings.endpoints());
      case NODE -> add(fields, NodeBinder::bind, findings.nodes());
    }
  }

  /** An object of a list before its name is known. */
  private record Nameless(String kind, FieldPath at) {
    @Override
    public String toString() {
      return kind + " at " + at;
    }
  }

  private <T> void add(Fields fields, Function<Fields, T> binder, List<Found<T>> all) {
    T object = binder.apply(fields);
    ObjectProblems problems = fields.problems();
    if (!problems.failed()) {
      MappingValue place = fields.mapping();
      all.add(
          new Found<>(
              object,
              problems.name().orElseThrow(),
              source,
              document,
              place.line(),
              place.column(),
              places.of(place)));
    }
  }
}
