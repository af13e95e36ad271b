// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the value of an option that takes one of a few words: what the constants print as. */
final class Choice<E extends Enum<E>> implements ITypeConverter<E> {
  private final E[] constants;
  private final boolean emptyIsAbsent;

  /**
   * A choice among the constants of an enum.
   *
   * @param emptyIsAbsent whether an empty value is as good as none, as with kube-proxy's own flags
   */
  Choice(Class<E> type, boolean emptyIsAbsent) {
    this.constants = type.getEnumConstants();
    this.emptyIsAbsent = emptyIsAbsent;
  }

  @Override
  public E convert(String value) {
    if (emptyIsAbsent && value.isEmpty()) {
      return null;
    }
    for (E constant : constants) {
      if (constant.toString().equals(value)) {
        return constant;
      }
    }
    String words = Arrays.stream(constants).map(E::toString).collect(Collectors.joining(", "));
    throw new TypeConversionException("found \"" + value + "\", expected one of " + words);
  }
}
