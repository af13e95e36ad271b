// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import java.util.List;

/**
 * What became of hints of one kind.
 *
 * @param kind {@link TopologyUse#NODE} or {@link TopologyUse#ZONE}
 * @param step whether they narrowed the endpoints, or what kept them from it
 * @param unhinted the ready endpoints that carry none of them, by their texts, sorted
 */
public record HintExplanation(TopologyUse kind, TopologyStep step, List<String> unhinted) {

  /** Copies the texts. */
  public HintExplanation {
    unhinted = List.copyOf(unhinted);
  }
}
