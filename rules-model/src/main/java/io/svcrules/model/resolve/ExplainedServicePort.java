// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import io.svcrules.model.ServicePort;
import java.util.List;

/**
 * A service port with the reason for all that was decided about its endpoints.
 *
 * @param port what the rules are made from
 * @param spec the element of {@code spec.ports} it comes from
 * @param index the position of that element, from 0 on
 * @param hints what became of node hints, then of zone hints
 * @param endpoints every endpoint of every slice of the Service, in the order of the slices
 */
public record ExplainedServicePort(
    ResolvedServicePort port,
    ServicePort spec,
    int index,
    List<HintExplanation> hints,
    List<ExplainedEndpoint> endpoints) {

  /** Copies the lists. */
  public ExplainedServicePort {
    hints = List.copyOf(hints);
    endpoints = List.copyOf(endpoints);
  }
}
