// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.explain;

import io.svcrules.model.resolve.ExplainedServicePort;
import java.util.List;

/**
 * A service port.
 *
 * @param explained its endpoints, and why each serves or does not
 * @param answers the addresses it answers on
 */
public record PortExplanation(ExplainedServicePort explained, List<Answer> answers) {

  /** Copies the answers. */
  public PortExplanation {
    answers = List.copyOf(answers);
  }
}
