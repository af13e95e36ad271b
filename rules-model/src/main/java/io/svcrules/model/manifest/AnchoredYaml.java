// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactoryBuilder;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.Reader;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.NodeEvent;

/**
 * Makes YAML parsers that tell the anchors of scalars too, which Jackson's own keep to them, and
 * places without an object for each.
 */
final class AnchoredYaml extends YAMLFactory {
  private static final long serialVersionUID = 1L;

  AnchoredYaml(YAMLFactoryBuilder settings) {
    super(settings);
  }

  @Override
  public AnchoredParser createParser(Reader reader) throws IOException {
    return (AnchoredParser) super.createParser(reader);
  }

  @Override
  protected YAMLParser _createParser(Reader reader, IOContext context) {
    return new AnchoredParser(
        context, getParserFeatures(), getFormatParserFeatures(), _loaderOptions, reader);
  }

  /** A parser that knows more of the current token. */
  static final class AnchoredParser extends YAMLParser {
    private AnchoredParser(
        IOContext context, int features, int yamlFeatures, LoaderOptions options, Reader reader) {
      super(context, features, yamlFeatures, options, null, reader);
    }

    @Override
    public String getObjectId() {
      return _lastEvent instanceof NodeEvent node ? node.getAnchor() : null;
    }

    /** The line of the current token, from 1 on; -1 if there is none. */
    int line() {
      return _lastEvent == null ? -1 : _lastEvent.getStartMark().getLine() + 1;
    }

    /** The column of the current token, from 1 on; -1 if there is none. */
    int column() {
      return _lastEvent == null ? -1 : _lastEvent.getStartMark().getColumn() + 1;
    }
  }
}
