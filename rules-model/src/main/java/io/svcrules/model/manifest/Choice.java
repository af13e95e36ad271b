// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The values that an enumerated field may have.
 *
 * @param <E> what they mean
 */
final class Choice<E> {
  private final Map<String, E> meanings = new LinkedHashMap<>();

  private Choice() {}

  /** These values, each spelled as the function says. */
  static <E> Choice<E> of(List<E> values, Function<E, String> spelling) {
    Choice<E> choice = new Choice<>();
    values.forEach(value -> choice.meanings.put(spelling.apply(value), value));
    return choice;
  }

  Optional<E> meaning(String text) {
    return Optional.ofNullable(meanings.get(text));
  }

  /** What would be right instead of a text: one spelling if only the case differs, else all. */
  String expectedInsteadOf(String text) {
    for (String spelling : meanings.keySet()) {
      if (spelling.equalsIgnoreCase(text.strip())) {
        return '"' + spelling + '"';
      }
    }
    return oneOf(new ArrayList<>(meanings.keySet()));
  }

  /** All spellings: {@code TCP, UDP or SCTP}. */
  String all() {
    return oneOf(new ArrayList<>(meanings.keySet()));
  }

  private static String oneOf(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }
}
