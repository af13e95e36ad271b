// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Tokens from a Jackson parser; what it throws becomes a {@link ManifestSyntaxException}. */
abstract class JacksonTokens implements Tokens {
  private final JsonParser parser;
  // Of the current token; null until somebody asks, as most tokens are passed over.
  private JsonLocation place = JsonLocation.NA;

  JacksonTokens(JsonParser parser) {
    this.parser = parser;
  }

  /** What the parser's complaint means to people. */
  abstract ManifestSyntaxException explain(Exception complaint);

  // Parsers let a few unchecked exceptions through when the input is odd enough. Whatever comes out
  // of the parser alone is about the input, so it is reported as such.
  @Override
  public final JsonToken next() throws IOException {
    try {
      JsonToken token = parser.nextToken();
      place = token == null ? JsonLocation.NA : null;
      return token;
    } catch (JsonProcessingException | RuntimeException e) {
      throw explain(e);
    }
  }

  @Override
  public final String text() throws IOException {
    try {
      return parser.getText();
    } catch (JsonProcessingException | RuntimeException e) {
      throw explain(e);
    }
  }

  @Override
  public int line() {
    return place().getLineNr();
  }

  @Override
  public int column() {
    return place().getColumnNr();
  }

  private JsonLocation place() {
    if (place == null) {
      place = parser.currentTokenLocation();
    }
    return place;
  }

  @Override
  public final void close() throws IOException {
    parser.close();
  }
}
