// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.BitSet;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;

/**
 * The tokens of plain YAML, straight from the parser's events, in two thirds of the time that
 * {@link YamlTokens} takes. What is not plain, such as tags, anchors and odd numbers, is refused by
 * a {@link CutException}; all else is the same.
 */
final class YamlEvents implements Tokens {
  private final Parser parser;
  private final int maxDepth;
  private final BitSet mappings = new BitSet();
  private int depth;
  private boolean atName;
  private Event event;

  /** Tokens with no more than so many values within each other. */
  YamlEvents(Parser parser, int maxDepth) {
    this.parser = parser;
    this.maxDepth = maxDepth;
  }

  @Override
  public JsonToken next() throws IOException {
    try {
      do {
        event = parser.getEvent();
      } while (event != null && isFrame(event.getEventId()));
    } catch (YAMLException e) {
      throw new CutException("not valid YAML by itself");
    }
    return event == null ? null : token();
  }

  private static boolean isFrame(Event.ID id) {
    return switch (id) {
      case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> true;
      case Alias, MappingEnd, MappingStart, Scalar, SequenceEnd, SequenceStart -> false;
    };
  }

  private JsonToken token() throws CutException {
    CutException.unless(!(event instanceof NodeEvent node) || node.getAnchor() == null);
    if (event instanceof ScalarEvent scalar) {
      return scalar(scalar);
    }
    if (event instanceof MappingStartEvent start) {
      CutException.unless(start.getTag() == null);
      return open(true, JsonToken.START_OBJECT);
    }
    if (event instanceof SequenceStartEvent start) {
      CutException.unless(start.getTag() == null);
      return open(false, JsonToken.START_ARRAY);
    }
    depth--;
    boolean mapping = mappings.get(depth);
    afterValue();
    return mapping ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
  }

  private JsonToken open(boolean mapping, JsonToken token) throws CutException {
    // A mapping or list in place of a name is a mistake, which the whole text tells.
    CutException.unless(!atName && depth < maxDepth);
    mappings.set(depth, mapping);
    depth++;
    atName = mapping;
    return token;
  }

  private JsonToken scalar(ScalarEvent scalar) throws CutException {
    CutException.unless(scalar.getTag() == null);
    if (atName) {
      atName = false;
      return JsonToken.FIELD_NAME;
    }
    afterValue();
    JsonToken kind =
        scalar.isPlain() ? PlainScalar.kind(scalar.getValue()) : JsonToken.VALUE_STRING;
    CutException.unless(kind != null);
    return kind;
  }

  private void afterValue() {
    atName = depth > 0 && mappings.get(depth - 1);
  }

  @Override
  public String text() {
    return ((ScalarEvent) event).getValue();
  }

  @Override
  public int line() {
    return event == null ? -1 : event.getStartMark().getLine() + 1;
  }

  @Override
  public int column() {
    return event == null ? -1 : event.getStartMark().getColumn() + 1;
  }

  @Override
  public boolean hasMergeKeys() {
    return true;
  }

  @Override
  public void close() {
    // The text is in memory.
  }
}
