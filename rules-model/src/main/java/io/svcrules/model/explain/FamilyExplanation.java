// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.explain;

import io.svcrules.model.IpFamily;
import io.svcrules.model.resolve.SkipReason;
import java.util.List;
import java.util.Optional;

/**
 * A Service in one family.
 *
 * @param family the family
 * @param skipped why it gives no rules; empty if it gives some
 * @param ports its ports, sorted by name; none if it is skipped
 */
public record FamilyExplanation(
    IpFamily family, Optional<SkipReason> skipped, List<PortExplanation> ports) {

  /** Copies the ports. */
  public FamilyExplanation {
    ports = List.copyOf(ports);
  }
}
