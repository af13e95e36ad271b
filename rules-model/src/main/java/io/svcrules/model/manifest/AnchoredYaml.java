// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactoryBuilder;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.Reader;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.NodeEvent;

/** Makes YAML parsers that tell the anchors of scalars too, which Jackson's own keep to them. */
final class AnchoredYaml extends YAMLFactory {
  private static final long serialVersionUID = 1L;

  AnchoredYaml(YAMLFactoryBuilder settings) {
    super(settings);
  }

  @Override
  protected YAMLParser _createParser(Reader reader, IOContext context) {
    return new Parser(
        context, getParserFeatures(), getFormatParserFeatures(), _loaderOptions, reader);
  }

  private static final class Parser extends YAMLParser {
    Parser(
        IOContext context, int features, int yamlFeatures, LoaderOptions options, Reader reader) {
      super(context, features, yamlFeatures, options, null, reader);
    }

    @Override
    public String getObjectId() {
      return _lastEvent instanceof NodeEvent node ? node.getAnchor() : null;
    }
  }
}
