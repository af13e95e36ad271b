// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonToken;
import io.svcrules.model.batch.Batches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Reads the documents of a file; a list in pieces by several processors. */
final class DocumentReader {
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
          binder.bind(value, Optional.empty(), FieldPath.ROOT, findings);
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
    MappingValue root = new ObjectReader(tokens, values).read(type, items);
    binder.bind(root, Optional.empty(), FieldPath.ROOT, findings);
    if (type.isList()) {
      findings.addAll(items.found.finish(type));
    }
  }

  /** The items of a document that may turn out to be a list only after them. */
  private final class Items implements ItemsField {
    private final ItemFindings found;
    private boolean done;

    Items(ObjectBinder binder) {
      this.found = new ItemFindings(binder);
    }

    // What has an anchor may be needed again, and what comes twice is to be reported: neither is
    // read item by item.
    @Override
    public Optional<ManifestValue> read(String name, JsonToken first, PartialType list)
        throws IOException {
      boolean items = name.equals(CutList.NAME) && first == JsonToken.START_ARRAY;
      if (!items || done || !list.mayBeList() || tokens.anchor() != null) {
        CutException.unless(tokens.pieces().isEmpty());
        return Optional.empty();
      }
      done = true;
      SequenceValue place = SequenceValue.of(List.of(), tokens.line(), tokens.column());
      Optional<CutList> cut = tokens.pieces();
      if (cut.isPresent()) {
        readPieces(cut.get(), list.itemType());
        values.next();
      } else {
        new ItemReader(tokens, values, found, list.itemType()).read(0);
      }
      return Optional.of(place);
    }

    private void readPieces(CutList list, Optional<TypedKind> type) throws IOException {
      try {
        Batches.map(list.pieces(), piece -> readPiece(list, piece, type)).forEach(found::addAll);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }

    private ItemFindings readPiece(CutList list, Piece piece, Optional<TypedKind> type) {
      ItemFindings part = found.another();
      try (Tokens items = list.items(piece)) {
        int read = new ItemReader(items, values.another(items), part, type).read(piece.firstItem());
        CutException.unless(read == piece.items() && items.next() == null);
        return part;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
