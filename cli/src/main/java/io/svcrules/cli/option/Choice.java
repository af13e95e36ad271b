// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the value of an option that takes one of a few words: what the constants print as. */
final class Choice<E extends Enum<E>> implements ITypeConverter<E> {
  private final E[] constants;

  Choice(Class<E> type) {
    this.constants = type.getEnumConstants();
  }

  @Override
  public E convert(String value) {
    for (E constant : constants) {
      if (constant.toString().equals(value)) {
        return constant;
      }
    }
    String words = Arrays.stream(constants).map(E::toString).collect(Collectors.joining(", "));
    throw new TypeConversionException("found \"" + value + "\", expected one of " + words);
  }
}
