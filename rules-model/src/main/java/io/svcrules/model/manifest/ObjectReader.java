// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** Reads mappings that are objects: of each only what can matter. */
final class ObjectReader {
  private final Tokens tokens;
  private final ValueReader values;

  ObjectReader(Tokens tokens, ValueReader values) {
    this.tokens = tokens;
    this.values = values;
  }

  /** Reads the mapping that starts with the current token, and takes note of its type. */
  MappingValue read(PartialType type, ItemsField items) throws IOException {
    MappingBuilder mapping = new MappingBuilder(tokens);
    while (values.next() != JsonToken.END_OBJECT) {
      String name = tokens.text();
      JsonToken first = values.next();
      Relevance inside = type.relevance().of(name);
      Optional<ManifestValue> list = items.read(name, first, type);
      if (list.isPresent()) {
        mapping.add(name, list.get());
      } else if (inside == null) {
        values.skip(first);
      } else {
        ManifestValue value = values.read(first, inside);
        mapping.add(name, value);
        type.see(name, value);
      }
    }
    return mapping.build();
  }
}
