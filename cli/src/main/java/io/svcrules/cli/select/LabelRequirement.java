// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.select;

import java.util.Map;
import java.util.Set;

/**
 * One condition of a label selector.
 *
 * @param key the label
 * @param operator how the label is looked at
 * @param values what it is compared with; empty for {@link Operator#EXISTS} and its opposite
 */
record LabelRequirement(String key, Operator operator, Set<String> values) {

  /** How a label is looked at. */
  enum Operator {
    /** The label has one of the values. */
    IN,
    /** The label has none of the values, or is absent. */
    NOT_IN,
    /** The label is there, whatever its value. */
    EXISTS,
    /** The label is absent. */
    DOES_NOT_EXIST
  }

  LabelRequirement {
    values = Set.copyOf(values);
  }

  boolean matches(Map<String, String> labels) {
    return switch (operator) {
      case IN -> labels.containsKey(key) && values.contains(labels.get(key));
      case NOT_IN -> !labels.containsKey(key) || !values.contains(labels.get(key));
      case EXISTS -> labels.containsKey(key);
      case DOES_NOT_EXIST -> !labels.containsKey(key);
    };
  }
}
