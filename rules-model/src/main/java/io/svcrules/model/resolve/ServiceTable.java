// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import io.svcrules.model.IpFamily;
import java.util.List;

/**
 * All service ports of one family, resolved for one node.
 *
 * @param family the family
 * @param ports sorted by name
 * @param skipped the Services that give no rules, sorted by name
 */
public record ServiceTable(
    IpFamily family, List<ResolvedServicePort> ports, List<SkippedService> skipped) {

  /** Sorts both lists. */
  public ServiceTable {
    ports = ports.stream().sorted((one, other) -> one.name().compareTo(other.name())).toList();
    skipped = skipped.stream().sorted((one, other) -> one.name().compareTo(other.name())).toList();
  }

  /** How many endpoints all ports have in any state: what decides on large-cluster mode. */
  public int endpointCount() {
    return ports.stream().mapToInt(ResolvedServicePort::endpointCount).sum();
  }
}
