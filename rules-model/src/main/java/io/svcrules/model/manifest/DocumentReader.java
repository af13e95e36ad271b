// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the documents of a file. The items of a list are bound as they come, so that only some of
 * them at a time stand in memory as trees.
 */
final class DocumentReader {
  private static final String ITEMS = "items";

  private final String source;
  private final Tokens tokens;
  private final ValueReader values;
  private final Findings findings;
  private final FieldPlaces places;
  private int document;

  DocumentReader(String source, Tokens tokens, Findings findings, FieldPlaces places) {
    this.source = source;
    this.tokens = tokens;
    this.values = new ValueReader(tokens);
    this.findings = findings;
    this.places = places;
  }

  /** The number of the document that is being read. */
  int document() {
    return document;
  }

  /** Reads to the end. */
  void readAll() throws IOException {
    for (JsonToken first = nextDocument(); first != null; first = nextDocument()) {
      ObjectBinder binder = new ObjectBinder(source, document, places);
      if (first == JsonToken.START_OBJECT) {
        readRoot(binder);
      } else {
        ManifestValue value = values.read(first, Relevance.ALL);
        if (!(value instanceof ScalarValue scalar && scalar.isNull())) {
          binder.bind(value, Optional.empty(), "", findings);
        }
      }
    }
  }

  private JsonToken nextDocument() throws IOException {
    document++;
    values.startDocument();
    return tokens.next();
  }

  private void readRoot(ObjectBinder binder) throws IOException {
    PartialType type = new PartialType(Optional.empty());
    Items items = new Items(binder);
    MappingValue root = readObject(type, items);
    binder.bind(root, Optional.empty(), "", findings);
    if (type.isList()) {
      items.bindUntyped(type);
      findings.addAll(items.binding.finish());
    }
  }

  /** Reads the mapping that starts with the current token; items may be null. */
  private MappingValue readObject(PartialType type, Items items) throws IOException {
    MappingBuilder mapping = new MappingBuilder(tokens);
    while (values.next() != JsonToken.END_OBJECT) {
      String name = tokens.text();
      JsonToken first = values.next();
      Relevance inside = type.relevance().of(name);
      if (items != null && items.canRead(name, first, type)) {
        mapping.add(ITEMS, SequenceValue.of(List.of(), tokens.line(), tokens.column()));
        items.read(type);
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

  /** The items of a document that may turn out to be a list only after them. */
  private final class Items {
    private final ItemBinding binding;
    private final List<ManifestValue> untyped = new ArrayList<>(0);
    private final List<Integer> untypedAt = new ArrayList<>(0);
    private boolean done;

    Items(ObjectBinder binder) {
      this.binding = new ItemBinding(binder);
    }

    // What has an anchor may be needed again, and what comes twice is to be reported: neither is
    // read item by item.
    boolean canRead(String name, JsonToken first, PartialType type) throws IOException {
      return name.equals(ITEMS)
          && first == JsonToken.START_ARRAY
          && !done
          && type.mayBeList()
          && tokens.anchor() == null;
    }

    /** Reads the list that starts with the current token. */
    void read(PartialType list) throws IOException {
      done = true;
      Optional<TypedKind> itemType = list.itemType();
      int index = 0;
      for (JsonToken t = values.next(); t != JsonToken.END_ARRAY; t = values.next()) {
        ManifestValue item = readItem(t, itemType);
        if (itemType.isEmpty()
            && item instanceof MappingValue mapping
            && mapping.indexOf("kind", 0) < 0) {
          untyped.add(item);
          untypedAt.add(index);
        } else {
          binding.add(item, itemType, label(index));
        }
        index++;
      }
    }

    private ManifestValue readItem(JsonToken first, Optional<TypedKind> type) throws IOException {
      return first == JsonToken.START_OBJECT && tokens.anchor() == null
          ? readObject(new PartialType(type), null)
          : values.read(first, Relevance.ALL);
    }

    void bindUntyped(PartialType list) {
      for (int i = 0; i < untyped.size(); i++) {
        binding.add(untyped.get(i), list.itemType(), label(untypedAt.get(i)));
      }
    }

    private String label(int index) {
      return ITEMS + '[' + index + ']';
    }
  }
}
