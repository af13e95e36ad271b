// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A v1 Endpoints object: the older view of what EndpointSlices say.
 *
 * @param name its identity, which is that of its Service
 * @param labels {@code metadata.labels}, sorted by key
 * @param annotations {@code metadata.annotations}, sorted by key
 * @param subsets {@code subsets}
 */
public record Endpoints(
    NamespacedName name,
    Map<String, String> labels,
    Map<String, String> annotations,
    List<Subset> subsets) {

  /** Copies the collections. */
  public Endpoints {
    labels = Copies.sorted(labels);
    annotations = Copies.sorted(annotations);
    subsets = List.copyOf(subsets);
  }

  /**
   * Addresses that have the same ports.
   *
   * @param addresses {@code addresses}: those that are ready
   * @param notReadyAddresses {@code notReadyAddresses}
   * @param ports {@code ports}
   */
  public record Subset(
      List<Address> addresses, List<Address> notReadyAddresses, List<EndpointPort> ports) {

    /** Copies the lists. */
    public Subset {
      addresses = List.copyOf(addresses);
      notReadyAddresses = List.copyOf(notReadyAddresses);
      ports = List.copyOf(ports);
    }
  }

  /**
   * One address of a subset.
   *
   * @param ip {@code ip}
   * @param hostname {@code hostname}
   * @param nodeName {@code nodeName}
   */
  public record Address(IpAddress ip, Optional<String> hostname, Optional<String> nodeName) {

    /** An address without a host name. */
    public Address(IpAddress ip, Optional<String> nodeName) {
      this(ip, Optional.empty(), nodeName);
    }
  }
}
