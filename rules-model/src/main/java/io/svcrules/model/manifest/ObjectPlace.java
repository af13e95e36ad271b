// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Where an object stands, and its fields, as far as they were remembered. */
public final class ObjectPlace {
  /** {@code name} or {@code [2]}, as {@link FieldPath} writes them. */
  private static final Pattern STEP = Pattern.compile("([A-Za-z]\\w*)|\\[(\\d{1,9})]");

  private final String source;
  private final int line;
  private final int column;
  private final MappingValue fields;

  private ObjectPlace(String source, int line, int column, MappingValue fields) {
    this.source = source;
    this.line = line;
    this.column = column;
    this.fields = fields;
  }

  static ObjectPlace of(Found<?> found) {
    return new ObjectPlace(found.source(), found.line(), found.column(), found.fields());
  }

  /** The name of the file, as people know it. */
  public String source() {
    return source;
  }

  /** Where the object itself stands. */
  public Place place() {
    return new Place(source, line, column);
  }

  /**
   * Where a field stands; if it is absent, or was not remembered, what would hold it.
   *
   * @param path such as {@code spec.ports[2].nodePort}; indices may be left out
   */
  public Place place(String path) {
    ManifestValue at = fields;
    for (MatchResult step : STEP.matcher(path).results().toList()) {
      Optional<ManifestValue> next = step(at, step);
      if (next.isEmpty()) {
        break;
      }
      at = next.get();
    }
    return at.line() > 0 ? new Place(source, at.line(), at.column()) : place();
  }

  private static Optional<ManifestValue> step(ManifestValue at, MatchResult step) {
    if (at instanceof MappingValue mapping && step.group(1) != null) {
      int found = mapping.indexOf(step.group(1), 0);
      return found < 0 ? Optional.empty() : Optional.of(mapping.values().get(found));
    }
    if (at instanceof SequenceValue list && step.group(2) != null) {
      int index = Integer.parseInt(step.group(2));
      return index < list.elements().size()
          ? Optional.of(list.elements().get(index))
          : Optional.empty();
    }
    return Optional.empty();
  }
}
