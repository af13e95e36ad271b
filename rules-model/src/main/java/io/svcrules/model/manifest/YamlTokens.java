// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.svcrules.model.manifest.AnchoredYaml.AnchoredParser;
import java.io.IOException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/** The tokens of YAML documents. */
final class YamlTokens extends JacksonTokens {
  private final AnchoredParser parser;
  private final FileText text;

  private YamlTokens(AnchoredParser parser, FileText text) {
    super(parser);
    this.parser = parser;
    this.text = text;
  }

  static YamlTokens of(FileText text) throws IOException {
    StreamReadConstraints limits =
        StreamReadConstraints.builder().maxNestingDepth(FileLimits.MAX_DEPTH).build();
    AnchoredYaml factory =
        new AnchoredYaml(
            YAMLFactory.builder().loaderOptions(options()).streamReadConstraints(limits));
    AnchoredParser parser = factory.createParser(text.reader());
    parser.enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL);
    return new YamlTokens(parser, text);
  }

  /** Tokens of a list's items, which the whole text has within one more mapping. */
  static YamlEvents ofPiece(FileText text) {
    StreamReader reader = new StreamReader(text.decode());
    return new YamlEvents(new ParserImpl(reader, options()), FileLimits.MAX_DEPTH - 1);
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    // The parser's own limit of 3 MB is for input from strangers; the file's size is bounded here.
    options.setCodePointLimit(Integer.MAX_VALUE);
    return options;
  }

  @Override
  ManifestSyntaxException explain(Exception complaint) {
    if (complaint.getCause() instanceof ReaderException odd) {
      String message = String.format("not valid YAML: character U+%04X", odd.getCodePoint());
      return text.errorAt(odd.getPosition(), message);
    }
    int line = 0;
    int column = 0;
    String message = String.valueOf(complaint.getMessage()).lines().findFirst().orElse("");
    if (complaint.getCause() instanceof MarkedYAMLException marked) {
      Mark place = marked.getProblemMark();
      line = place == null ? 0 : place.getLine() + 1;
      column = place == null ? 0 : place.getColumn() + 1;
      String context = marked.getContext() == null ? "" : marked.getContext() + ": ";
      message = context + marked.getProblem();
    }
    return new ManifestSyntaxException("not valid YAML: " + message, line, column, complaint);
  }

  @Override
  public int line() {
    return parser.line();
  }

  @Override
  public int column() {
    return parser.column();
  }

  @Override
  public String anchor() throws IOException {
    return parser.getObjectId();
  }

  @Override
  public boolean isAlias() {
    return parser.isCurrentAlias();
  }

  @Override
  public boolean hasMergeKeys() {
    return true;
  }
}
