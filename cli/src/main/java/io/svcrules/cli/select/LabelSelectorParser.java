// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.select;

import io.svcrules.cli.select.LabelRequirement.Operator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a label selector from left to right. */
final class LabelSelectorParser {
  private final String text;
  private int at;

  LabelSelectorParser(String text) {
    this.text = text;
  }

  List<LabelRequirement> parse() {
    List<LabelRequirement> requirements = new ArrayList<>();
    skipSpace();
    if (at == text.length()) {
      return requirements;
    }
    do {
      requirements.add(requirement());
    } while (accept(","));
    if (at < text.length()) {
      throw wrong("expected a comma or the end");
    }
    return requirements;
  }

  private LabelRequirement requirement() {
    if (accept("!")) {
      return new LabelRequirement(key(), Operator.DOES_NOT_EXIST, Set.of());
    }
    String key = key();
    if (accept("!=")) {
      return new LabelRequirement(key, Operator.NOT_IN, Set.of(word()));
    }
    if (accept("==") || accept("=")) {
      return new LabelRequirement(key, Operator.IN, Set.of(word()));
    }
    int before = at;
    return switch (word()) {
      case "" -> new LabelRequirement(key, Operator.EXISTS, Set.of());
      case "in" -> new LabelRequirement(key, Operator.IN, values());
      case "notin" -> new LabelRequirement(key, Operator.NOT_IN, values());
      default -> {
        at = before;
        throw wrong("expected in, notin, =, ==, != or a comma");
      }
    };
  }

  private Set<String> values() {
    if (!accept("(")) {
      throw wrong("expected values in parentheses");
    }
    Set<String> values = new HashSet<>();
    do {
      values.add(word());
    } while (accept(","));
    if (!accept(")")) {
      throw wrong("expected a comma or a closing parenthesis");
    }
    return values;
  }

  private String key() {
    String key = word();
    if (key.isEmpty()) {
      throw wrong("expected the key of a label");
    }
    return key;
  }

  /** The longest text of characters that labels are made of, perhaps none: values may be empty. */
  private String word() {
    skipSpace();
    int start = at;
    while (at < text.length() && isLabelCharacter(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    skipSpace();
    return word;
  }

  /** Those of qualified names and label values (apimachinery, validation of labels). */
  private static boolean isLabelCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.'
        || c == '/';
  }

  private boolean accept(String token) {
    skipSpace();
    if (!text.startsWith(token, at)) {
      return false;
    }
    at += token.length();
    return true;
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException(
        "label selector \"" + text + "\", character " + (at + 1) + ": " + expected);
  }
}
