// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the value of an option by a parser that throws {@link IllegalArgumentException}. */
final class ParsedValue<T> implements ITypeConverter<T> {
  private final Function<String, T> parser;

  ParsedValue(Function<String, T> parser) {
    this.parser = parser;
  }

  @Override
  public T convert(String value) {
    try {
      return parser.apply(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
