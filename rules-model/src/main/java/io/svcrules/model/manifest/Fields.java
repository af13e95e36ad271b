// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The fields of a mapping, read by type. A field that is absent or null has its default; a value of
 * another type is a problem, and counts as absent from then on.
 */
final class Fields {
  private final MappingValue mapping;
  private final FieldPath path;
  private final ObjectProblems problems;
  private final boolean standIn;

  /** The fields of an object. */
  Fields(MappingValue mapping, FieldPath path, ObjectProblems problems) {
    this(mapping, path, problems, false);
  }

  // In place of a value of the wrong type stands an empty mapping; it is enough to report the type.
  private Fields(MappingValue mapping, FieldPath path, ObjectProblems problems, boolean standIn) {
    this.mapping = mapping;
    this.path = path;
    this.problems = problems;
    this.standIn = standIn;
  }

  /** The mapping itself. */
  MappingValue mapping() {
    return mapping;
  }

  /** The way to the mapping. */
  FieldPath path() {
    return path;
  }

  /** A value that is there and not null. */
  Optional<ManifestValue> find(String name) {
    int at = mapping.indexOf(name, 0);
    if (at < 0) {
      return Optional.empty();
    }
    ManifestValue value = mapping.values().get(at);
    int again = mapping.indexOf(name, at + 1);
    if (again >= 0) {
      reportTwice(name, value, mapping.values().get(again));
    }
    return isNull(value) ? Optional.empty() : Optional.of(value);
  }

  private void reportTwice(String name, ManifestValue first, ManifestValue second) {
    String expected = "it once; it is on line " + first.line() + " already";
    problems.reject(second, path.field(name), "the field twice", expected);
  }

  /** A string; empty if absent. */
  Optional<TextField> text(String name) {
    return find(name).flatMap(value -> text(value, path.field(name)));
  }

  /** A string that must be there and not be empty; empty if it is not, which is a problem. */
  Optional<TextField> requiredText(String name, String expected) {
    Optional<ManifestValue> value = find(name);
    if (value.isEmpty() || isEmptyText(value.get())) {
      missing(name, expected);
      return Optional.empty();
    }
    return text(value.get(), path.field(name));
  }

  private static boolean isEmptyText(ManifestValue value) {
    return value instanceof ScalarValue scalar
        && (scalar.isNull() || scalar.kind() == ScalarKind.STRING)
        && scalar.text().isEmpty();
  }

  private Optional<TextField> text(ManifestValue value, FieldPath at) {
    if (value instanceof ScalarValue scalar && scalar.kind() == ScalarKind.STRING) {
      return Optional.of(new TextField(scalar.text(), value, at));
    }
    boolean quotable = value instanceof ScalarValue scalar && !scalar.isNull();
    reject(value, at, quotable ? "a string: quote it" : "a string");
    return Optional.empty();
  }

  /** The strings of a list; empty if absent. */
  List<TextField> texts(String name) {
    List<TextField> texts = new ArrayList<>(2);
    FieldPath at = path.field(name);
    List<ManifestValue> elements = elements(name, "a list of strings");
    for (int i = 0; i < elements.size(); i++) {
      text(elements.get(i), at.element(i)).ifPresent(texts::add);
    }
    return texts;
  }

  private List<ManifestValue> elements(String name, String expected) {
    Optional<ManifestValue> value = find(name);
    if (value.isPresent() && !(value.get() instanceof SequenceValue)) {
      reject(value.get(), path.field(name), expected);
    }
    return value.isPresent() && value.get() instanceof SequenceValue list
        ? list.elements()
        : List.of();
  }

  /** A whole number within bounds; empty if absent. */
  OptionalInt integer(String name, int min, int max) {
    Optional<ManifestValue> value = find(name);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    OptionalInt number = IntegerField.read(value.get());
    if (number.isPresent() && number.getAsInt() >= min && number.getAsInt() <= max) {
      return number;
    }
    String expected = "an integer from " + min + " to " + max;
    reject(value.get(), path.field(name), expected + IntegerField.hint(value.get()));
    return OptionalInt.empty();
  }

  /** True or false; empty if absent. */
  Optional<Boolean> flag(String name) {
    Optional<ManifestValue> value = find(name);
    if (value.isPresent()) {
      if (value.get() instanceof ScalarValue scalar && scalar.kind() == ScalarKind.BOOLEAN) {
        return Optional.of(Booleans.isTrue(scalar.text()));
      }
      boolean quoted = value.get() instanceof ScalarValue scalar && Booleans.isOne(scalar.text());
      reject(
          value.get(), path.field(name), quoted ? "true or false without quotes" : "true or false");
    }
    return Optional.empty();
  }

  /** One of a few spellings; empty if absent or the empty string. */
  <E> Optional<E> choice(String name, Choice<E> choice) {
    return text(name).filter(text -> !text.text().isEmpty()).flatMap(text -> choice(text, choice));
  }

  private <E> Optional<E> choice(TextField text, Choice<E> choice) {
    Optional<E> meaning = choice.meaning(text.text());
    if (meaning.isEmpty()) {
      reject(text.value(), text.path(), choice.expectedInsteadOf(text.text()));
    }
    return meaning;
  }

  /** A list of such spellings; empty if absent. */
  <E> List<E> choices(String name, Choice<E> choice) {
    List<E> meanings = new ArrayList<>(2);
    texts(name).forEach(text -> choice(text, choice).ifPresent(meanings::add));
    return meanings;
  }

  /** Whether the field is there and neither null, nor the empty string, nor an empty list. */
  boolean hasValue(String name) {
    int at = mapping.indexOf(name, 0);
    return at >= 0
        && !isEmptyText(mapping.values().get(at))
        && !(mapping.values().get(at) instanceof SequenceValue list && list.elements().isEmpty());
  }

  /** The fields of a mapping; none if absent. */
  Fields inside(String name) {
    Optional<ManifestValue> value = find(name);
    FieldPath at = path.field(name);
    return value.isPresent()
        ? fields(value.get(), at)
        : new Fields(MappingValue.emptyAt(mapping), at, problems, standIn);
  }

  /** The mappings of a list; empty if absent. */
  List<Fields> insideEach(String name) {
    FieldPath at = path.field(name);
    List<ManifestValue> elements = elements(name, "a list of mappings");
    List<Fields> all = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      all.add(fields(elements.get(i), at.element(i)));
    }
    return all;
  }

  private Fields fields(ManifestValue value, FieldPath at) {
    if (value instanceof MappingValue found) {
      return new Fields(found, at, problems);
    }
    reject(value, at, "a mapping");
    return new Fields(MappingValue.emptyAt(value), at, problems, true);
  }

  /** A mapping of strings to strings, such as labels; empty if absent. */
  Map<String, String> stringMap(String name) {
    Fields entries = inside(name);
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.mapping.names().size(); i++) {
      String key = entries.mapping.names().get(i);
      ManifestValue value = entries.mapping.values().get(i);
      if (map.containsKey(key)) {
        problems.reject(value, entries.path.field(key), "the key twice", "it once");
      }
      // To the API server a null in a map of strings is the empty string.
      map.put(
          key,
          isNull(value)
              ? ""
              : text(value, entries.path.field(key)).map(TextField::text).orElse(""));
    }
    return map;
  }

  private static boolean isNull(ManifestValue value) {
    return value instanceof ScalarValue scalar && scalar.isNull();
  }

  /** The value is wrong. */
  void reject(ManifestValue value, FieldPath at, String expected) {
    problems.reject(value, at, value.describe(), expected);
  }

  /** The string is wrong. */
  void reject(TextField text, String expected) {
    reject(text.value(), text.path(), expected);
  }

  /** The string is wrong and left out. */
  void ignore(TextField text, String expected) {
    warn(text, expected + "; it is ignored");
  }

  /** The string is wrong, which is no reason to reject the object. */
  void warn(TextField text, String expected) {
    problems.warn(text.value(), text.path(), text.value().describe(), expected);
  }

  /** A field is missing, and so this mapping is left out. */
  void ignoreWithout(String name, String expected) {
    if (!standIn) {
      problems.warn(mapping, path.field(name), "", expected + "; the element is ignored");
    }
  }

  /** A field is missing. */
  void missing(String name, String expected) {
    if (!standIn) {
      problems.reject(mapping, path.field(name), "", expected);
    }
  }

  /** Where problems go. */
  ObjectProblems problems() {
    return problems;
  }
}
