// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns tokens into values; resolves the aliases of YAML. */
final class ValueReader {
  /** The field name whose value's fields join the mapping (YAML merge key). */
  static final String MERGE = "<<";

  private final Tokens tokens;
  private final SharedTexts texts;
  private final Map<String, ManifestValue> anchors = new HashMap<>();
  private long aliasedValues;

  ValueReader(Tokens tokens) {
    this(tokens, new SharedTexts());
  }

  private ValueReader(Tokens tokens, SharedTexts texts) {
    this.tokens = tokens;
    this.texts = texts;
  }

  /** A reader of another part of the same file. */
  ValueReader another(Tokens part) {
    return new ValueReader(part, texts);
  }

  /** Forgets all anchors: they end with their document. */
  void startDocument() {
    anchors.clear();
  }

  /** The value that starts with the current token. */
  ManifestValue read(JsonToken first, Relevance relevance) throws IOException {
    if (tokens.isAlias()) {
      return resolve(tokens.text());
    }
    String anchor = tokens.anchor();
    // An alias may need what is of no use at the anchor itself.
    Relevance wanted = anchor == null ? relevance : Relevance.ALL;
    ManifestValue value =
        switch (first) {
          case START_OBJECT -> readMapping(wanted);
          case START_ARRAY -> readSequence(wanted);
          default -> new ScalarValue(kind(first), text(first), tokens.line(), tokens.column());
        };
    if (anchor != null) {
      anchors.put(anchor, value);
    }
    return value;
  }

  /** Passes over the value that starts with the current token; its anchors stay known. */
  void skip(JsonToken first) throws IOException {
    int depth = 0;
    JsonToken token = first;
    do {
      if (!token.isStructEnd() && token != JsonToken.FIELD_NAME && tokens.anchor() != null) {
        read(token, Relevance.ALL);
      } else if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      }
      token = depth > 0 ? next() : token;
    } while (depth > 0);
  }

  private MappingValue readMapping(Relevance relevance) throws IOException {
    MappingBuilder mapping = new MappingBuilder(tokens);
    for (JsonToken t = next(); t != JsonToken.END_OBJECT; t = next()) {
      String name = tokens.text();
      Relevance inside = relevance.of(name);
      JsonToken first = next();
      if (inside == null) {
        skip(first);
      } else {
        mapping.add(name, read(first, inside));
      }
    }
    return mapping.build();
  }

  private SequenceValue readSequence(Relevance relevance) throws IOException {
    int line = tokens.line();
    int column = tokens.column();
    List<ManifestValue> elements = new ArrayList<>(4);
    for (JsonToken t = next(); t != JsonToken.END_ARRAY; t = next()) {
      elements.add(read(t, relevance));
    }
    return SequenceValue.of(elements, line, column);
  }

  /** The next token of a value that has begun. */
  JsonToken next() throws IOException {
    JsonToken token = tokens.next();
    if (token == null) {
      throw tokens.error("the file ends in the middle of a value");
    }
    return token;
  }

  private ManifestValue resolve(String anchor) throws ManifestSyntaxException {
    ManifestValue value = anchors.get(anchor);
    if (value == null) {
      throw tokens.error("not valid YAML: alias *" + anchor + " has no anchor before it");
    }
    aliasedValues += value.size();
    if (aliasedValues > FileLimits.MAX_ALIASED_VALUES) {
      String limit = String.format("%,d", FileLimits.MAX_ALIASED_VALUES).replace('.', ',');
      throw tokens.error("aliases that stand for more than " + limit + " values");
    }
    return value;
  }

  private String text(JsonToken scalar) throws IOException {
    return scalar == JsonToken.VALUE_NULL ? "" : texts.shared(tokens.text());
  }

  private static ScalarKind kind(JsonToken scalar) {
    return switch (scalar) {
      case VALUE_NUMBER_INT -> ScalarKind.INTEGER;
      case VALUE_NUMBER_FLOAT -> ScalarKind.FLOAT;
      case VALUE_TRUE, VALUE_FALSE -> ScalarKind.BOOLEAN;
      case VALUE_NULL -> ScalarKind.NULL;
      default -> ScalarKind.STRING;
    };
  }
}
