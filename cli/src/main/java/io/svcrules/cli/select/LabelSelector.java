// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.select;

import java.util.List;
import java.util.Map;

/** Conditions on labels, all of which must hold: the syntax of {@code kubectl get -l}. */
public final class LabelSelector {
  /** Holds for all labels. */
  public static final LabelSelector EVERYTHING = new LabelSelector(List.of());

  private final List<LabelRequirement> requirements;

  LabelSelector(List<LabelRequirement> requirements) {
    this.requirements = List.copyOf(requirements);
  }

  /**
   * Reads {@code key=value}, {@code key==value}, {@code key!=value}, {@code key in (a,b)}, {@code
   * key notin (a,b)}, {@code key} and {@code !key}, separated by commas.
   *
   * @throws IllegalArgumentException if the text is no label selector
   */
  public static LabelSelector parse(String text) {
    return new LabelSelector(new LabelSelectorParser(text).parse());
  }

  /** Whether all conditions hold. */
  public boolean matches(Map<String, String> labels) {
    for (LabelRequirement requirement : requirements) {
      if (!requirement.matches(labels)) {
        return false;
      }
    }
    return true;
  }
}
