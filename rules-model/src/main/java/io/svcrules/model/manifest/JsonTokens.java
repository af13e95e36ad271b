// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.base.ParserBase;
import java.io.IOException;
import java.io.StringReader;
import java.util.regex.Pattern;

/** The tokens of JSON documents that follow each other. */
final class JsonTokens extends JacksonTokens {
  /** How Jackson spells places within its messages. */
  private static final Pattern SOURCE =
      Pattern.compile("\\[Source: .*?; line: (\\d+), column: (\\d+)]");

  private final ParserBase base;

  private JsonTokens(ParserBase parser) {
    super(parser);
    this.base = parser;
  }

  static JsonTokens of(FileText text) throws IOException {
    return of(text, factory(FileLimits.MAX_DEPTH));
  }

  /** What makes parsers of texts with no more than so many values within each other. */
  static JsonFactory factory(int depth) {
    StreamReadConstraints limits = StreamReadConstraints.builder().maxNestingDepth(depth).build();
    return JsonFactory.builder().streamReadConstraints(limits).build();
  }

  /** Tokens by a factory, which remembers names for the texts that follow. */
  static JsonTokens of(FileText text, JsonFactory factory) throws IOException {
    // Over bytes the parser counts columns in bytes, so only plain ASCII takes that faster way.
    JsonParser parser =
        text.isAscii()
            ? factory.createParser(text.bytes(), text.start(), text.length())
            : factory.createParser(new StringReader(text.decode()));
    return new JsonTokens((ParserBase) parser);
  }

  // Without an object for each place of a million. Names have places of their own, which are asked
  // for in mistakes only.
  @Override
  public int line() {
    return base.currentToken() == JsonToken.FIELD_NAME ? super.line() : base.getTokenLineNr();
  }

  // The parser's own number starts from 1, and that method adds one more; places do not.
  @Override
  public int column() {
    return base.currentToken() == JsonToken.FIELD_NAME
        ? super.column()
        : base.getTokenColumnNr() - 1;
  }

  @Override
  ManifestSyntaxException explain(Exception complaint) {
    int line = 0;
    int column = 0;
    String message = String.valueOf(complaint.getMessage());
    if (complaint instanceof JsonProcessingException json) {
      JsonLocation place = json.getLocation() == null ? JsonLocation.NA : json.getLocation();
      line = Math.max(0, place.getLineNr());
      column = Math.max(0, place.getColumnNr());
      message = SOURCE.matcher(json.getOriginalMessage()).replaceAll("line $1, column $2");
    }
    return new ManifestSyntaxException("not valid JSON: " + message, line, column, complaint);
  }

  @Override
  public boolean hasMergeKeys() {
    return false;
  }
}
