// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import java.util.Optional;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Which of its names an option was called by: the parser's messages have the longest, always. */
final class TypedName {
  private final String name;
  private final Object value;

  private TypedName(String name, Object value) {
    this.name = name;
    this.value = value;
  }

  /** A message as the parser words it, with the name of the option that stands among the words. */
  static String message(ParameterException error, String[] args) {
    if (!(argument(error) instanceof OptionSpec option)) {
      return error.getMessage();
    }
    String told = '\'' + option.longestName() + '\'';
    // Where an option may be repeated, the parser also says how its value is called.
    String message =
        error.getMessage().replace(told + " (" + option.paramLabel() + "):", told + ':');
    return find(option, error.getValue(), args)
        .map(name -> message.replace(told, '\'' + name + '\''))
        .orElse(message);
  }

  /** What the mistake is about; null if the parser does not say. */
  private static ArgSpec argument(ParameterException error) {
    return error instanceof MissingParameterException missing && missing.getMissing().size() == 1
        ? missing.getMissing().get(0)
        : error.getArgSpec();
  }

  /**
   * The name that stands with a value.
   *
   * @param value what follows the name; null if nothing does
   */
  private static Optional<String> find(OptionSpec option, Object value, String[] args) {
    for (int i = 0; i < args.length; i++) {
      String next = i + 1 < args.length ? args[i + 1] : null;
      for (String name : option.names()) {
        if (new TypedName(name, value).isIn(args[i], next)) {
          return Optional.of(name);
        }
      }
    }
    return Optional.empty();
  }

  private boolean isIn(String word, String next) {
    boolean apart = value == null ? next == null : value.equals(next);
    return (isAlone(word) && apart) || word.equals(name + '=' + value) || hasAttached(word);
  }

  /** Letters may share a dash: {@code -Ro} is {@code -R -o}. */
  private boolean isAlone(String word) {
    return word.equals(name) || (isLetter() && isLetters(word) && word.endsWith(letter()));
  }

  private boolean hasAttached(String word) {
    return isLetter()
        && isLetters(word)
        && (word.endsWith(letter() + value) || word.endsWith(letter() + '=' + value));
  }

  private boolean isLetter() {
    return name.length() == 2;
  }

  private String letter() {
    return name.substring(1);
  }

  private static boolean isLetters(String word) {
    return word.startsWith("-") && !word.startsWith("--");
  }
}
