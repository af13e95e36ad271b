// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads the items of a list and binds them as they come, so that only one at a time stands in
 * memory as a tree.
 */
final class ItemReader {
  private final Tokens tokens;
  private final ValueReader values;
  private final ObjectReader objects;
  private final ItemFindings findings;
  private final Optional<TypedKind> type;

  /**
   * A reader of items.
   *
   * @param type the type of items that do not say theirs, if it is known already
   */
  ItemReader(Tokens tokens, ValueReader values, ItemFindings findings, Optional<TypedKind> type) {
    this.tokens = tokens;
    this.values = values;
    this.objects = new ObjectReader(tokens, values);
    this.findings = findings;
    this.type = type;
  }

  /**
   * Reads the list that starts with the current token.
   *
   * @param first the index of its first item
   * @return the number of items
   */
  int read(int first) throws IOException {
    int index = first;
    for (JsonToken t = values.next(); t != JsonToken.END_ARRAY; t = values.next()) {
      findings.add(readItem(t), type, index);
      index++;
    }
    return index - first;
  }

  // What has an anchor may be needed again: all of it.
  private ManifestValue readItem(JsonToken first) throws IOException {
    return first == JsonToken.START_OBJECT && tokens.anchor() == null
        ? objects.read(new PartialType(type), ItemsField.NONE)
        : values.read(first, Relevance.ALL);
  }
}
