// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import java.util.List;
import java.util.Optional;

/**
 * One element of EndpointSlice {@code endpoints}.
 *
 * @param address the first of {@code addresses}, the only one that counts
 * @param conditions whether it may get traffic
 * @param hostname its name within the Service, in DNS; no part in the rules
 * @param nodeName the node it runs on
 * @param zoneHints {@code hints.forZones[].name}, sorted
 * @param nodeHints {@code hints.forNodes[].name}, sorted
 */
public record SliceEndpoint(
    IpAddress address,
    EndpointConditions conditions,
    Optional<String> hostname,
    Optional<String> nodeName,
    List<String> zoneHints,
    List<String> nodeHints) {

  /** Copies and sorts the hints. */
  public SliceEndpoint {
    zoneHints = Copies.sorted(zoneHints);
    nodeHints = Copies.sorted(nodeHints);
  }

  /** An endpoint without a host name. */
  public SliceEndpoint(
      IpAddress address,
      EndpointConditions conditions,
      Optional<String> nodeName,
      List<String> zoneHints,
      List<String> nodeHints) {
    this(address, conditions, Optional.empty(), nodeName, zoneHints, nodeHints);
  }

  /** An endpoint without hints. */
  public static SliceEndpoint of(
      IpAddress address, EndpointConditions conditions, String nodeName) {
    return new SliceEndpoint(address, conditions, Optional.of(nodeName), List.of(), List.of());
  }
}
