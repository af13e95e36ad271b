// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the fields of a mapping; applies merge keys at the end. */
final class MappingBuilder {
  /** Most have no more. */
  private static final int FIELDS = 6;

  private final Tokens tokens;
  private final int line;
  private final int column;
  private final List<String> names = new ArrayList<>(FIELDS);
  private final List<ManifestValue> values = new ArrayList<>(FIELDS);
  // Made only if needed, as there is one of these for each line of a large file.
  private List<ManifestValue> merged = List.of();

  /** A mapping that starts at the current token. */
  MappingBuilder(Tokens tokens) {
    this.tokens = tokens;
    this.line = tokens.line();
    this.column = tokens.column();
  }

  void add(String name, ManifestValue value) throws ManifestSyntaxException {
    if (tokens.hasMergeKeys() && name.equals(ValueReader.MERGE)) {
      addMerged(value);
    } else {
      names.add(name);
      values.add(value);
    }
  }

  private void addMerged(ManifestValue value) throws ManifestSyntaxException {
    List<ManifestValue> mappings =
        value instanceof SequenceValue list ? list.elements() : List.of(value);
    merged = new ArrayList<>(merged);
    for (ManifestValue mapping : mappings) {
      if (!(mapping instanceof MappingValue)) {
        throw new ManifestSyntaxException(
            "not valid YAML: << merges " + mapping.describe() + ", expected a mapping",
            mapping.line(),
            mapping.column(),
            null);
      }
      merged.add(mapping);
    }
  }

  /** The mapping: own fields first; of merged ones, the earlier mapping's. */
  MappingValue build() {
    Set<String> known = merged.isEmpty() ? Set.of() : new HashSet<>(names);
    for (int merge = 0; merge < merged.size(); merge++) {
      MappingValue mapping = (MappingValue) merged.get(merge);
      for (int i = 0; i < mapping.names().size(); i++) {
        if (known.add(mapping.names().get(i))) {
          names.add(mapping.names().get(i));
          values.add(mapping.values().get(i));
        }
      }
    }
    return MappingValue.of(names, values, line, column);
  }
}
