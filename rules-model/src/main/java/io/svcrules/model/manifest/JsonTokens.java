// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringReader;
import java.util.regex.Pattern;

/** The tokens of JSON documents that follow each other. */
final class JsonTokens extends JacksonTokens {
  /** How Jackson spells places within its messages. */
  private static final Pattern SOURCE =
      Pattern.compile("\\[Source: .*?; line: (\\d+), column: (\\d+)]");

  private JsonTokens(JsonParser parser) {
    super(parser);
  }

  static JsonTokens of(FileText text) throws IOException {
    return of(text, FileLimits.MAX_DEPTH);
  }

  /** Tokens of a list's items, which the whole text has within one more mapping. */
  static JsonTokens ofPiece(FileText text) throws IOException {
    return of(text, FileLimits.MAX_DEPTH - 1);
  }

  private static JsonTokens of(FileText text, int depth) throws IOException {
    StreamReadConstraints limits = StreamReadConstraints.builder().maxNestingDepth(depth).build();
    JsonFactory factory = JsonFactory.builder().streamReadConstraints(limits).build();
    // Over bytes the parser counts columns in bytes, so only plain ASCII takes that faster way.
    return new JsonTokens(
        text.isAscii()
            ? factory.createParser(text.bytes(), text.start(), text.length())
            : factory.createParser(new StringReader(text.decode())));
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
  public String anchor() {
    return null;
  }

  @Override
  public boolean isAlias() {
    return false;
  }

  @Override
  public boolean hasMergeKeys() {
    return false;
  }
}
