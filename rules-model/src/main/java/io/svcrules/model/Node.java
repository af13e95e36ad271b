// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The node whose rules are made.
 *
 * @param name the name that endpoints carry in {@code nodeName}; held in lower case
 * @param labels {@code metadata.labels}, sorted by key
 * @param podCidrs {@code spec.podCIDRs}
 * @param addresses the addresses of {@code status.addresses}: InternalIP ones first, then
 *     ExternalIP, each in the order of the object
 */
public record Node(
    String name, Map<String, String> labels, List<Cidr> podCidrs, List<IpAddress> addresses) {
  /** The label that names the zone of a node. */
  public static final String ZONE_LABEL = "topology.kubernetes.io/zone";

  /** Copies the collections; the name loses white space and upper case, as kube-proxy's does. */
  public Node {
    name = name.strip().toLowerCase(Locale.ROOT);
    labels = Copies.sorted(labels);
    podCidrs = List.copyOf(podCidrs);
    addresses = List.copyOf(addresses);
  }

  /** A node of which only the name is known. */
  public static Node named(String name) {
    return new Node(name, Map.of(), List.of(), List.of());
  }

  /** The zone; empty if the label is missing or empty. */
  public Optional<String> zone() {
    return Optional.ofNullable(labels.get(ZONE_LABEL)).filter(zone -> !zone.isEmpty());
  }

  /** The node's own address of a family, the first of them. */
  public Optional<IpAddress> address(IpFamily family) {
    return addresses.stream().filter(address -> address.family() == family).findFirst();
  }

  /** This node with other addresses. */
  public Node withAddresses(List<IpAddress> newAddresses) {
    return new Node(name, labels, podCidrs, newAddresses);
  }

  /** This node under another name. */
  public Node withName(String newName) {
    return new Node(newName, labels, podCidrs, addresses);
  }
}
