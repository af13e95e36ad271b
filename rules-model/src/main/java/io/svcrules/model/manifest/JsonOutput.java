// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes one JSON document, two blanks deeper on each level, as it is told field by field. The same
 * calls give the same bytes. All methods throw {@link IOException} if the stream does.
 */
public final class JsonOutput implements Closeable {
  private static final String LINE_END = "\n";

  private final JsonGenerator generator;

  private JsonOutput(JsonGenerator generator) {
    this.generator = generator;
  }

  /** Writes to a stream in UTF-8; the stream is flushed at the end, and stays open. */
  public static JsonOutput to(OutputStream out) throws IOException {
    JsonGenerator generator = JsonFactory.builder().build().createGenerator(out);
    generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    generator.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
    DefaultIndenter indenter = new DefaultIndenter("  ", LINE_END);
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
    printer.indentArraysWith(indenter);
    printer.indentObjectsWith(indenter);
    generator.setPrettyPrinter(printer);
    return new JsonOutput(generator);
  }

  /** Begins an object that is an element of an array, or the document. */
  public JsonOutput beginObject() throws IOException {
    generator.writeStartObject();
    return this;
  }

  /** Begins an object that is the value of a field. */
  public JsonOutput beginObject(String name) throws IOException {
    generator.writeObjectFieldStart(name);
    return this;
  }

  /** Ends the object that was begun last. */
  public JsonOutput endObject() throws IOException {
    generator.writeEndObject();
    return this;
  }

  /** Begins an array that is an element of an array, or the document. */
  public JsonOutput beginArray() throws IOException {
    generator.writeStartArray();
    return this;
  }

  /** Begins an array that is the value of a field. */
  public JsonOutput beginArray(String name) throws IOException {
    generator.writeArrayFieldStart(name);
    return this;
  }

  /** Ends the array that was begun last. */
  public JsonOutput endArray() throws IOException {
    generator.writeEndArray();
    return this;
  }

  /** A field whose value is a string. */
  public JsonOutput field(String name, String value) throws IOException {
    generator.writeStringField(name, value);
    return this;
  }

  /** A field whose value is a whole number. */
  public JsonOutput field(String name, long value) throws IOException {
    generator.writeNumberField(name, value);
    return this;
  }

  /** A field whose value is true or false. */
  public JsonOutput field(String name, boolean value) throws IOException {
    generator.writeBooleanField(name, value);
    return this;
  }

  /**
   * A field whose value is a number with a fraction.
   *
   * @throws IllegalArgumentException if it is infinite or not a number: JSON has no such values
   */
  public JsonOutput field(String name, double value) throws IOException {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " is " + value);
    }
    generator.writeNumberField(name, value);
    return this;
  }

  /** An element that is a string. */
  public JsonOutput value(String value) throws IOException {
    generator.writeString(value);
    return this;
  }

  /** An element that is a whole number. */
  public JsonOutput value(long value) throws IOException {
    generator.writeNumber(value);
    return this;
  }

  /** Ends the document with a line end, and flushes the stream. */
  @Override
  public void close() throws IOException {
    generator.writeRaw(LINE_END);
    generator.close();
  }
}
