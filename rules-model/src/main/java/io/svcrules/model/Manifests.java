// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import java.util.List;

/**
 * The objects that rules are made from. Sorted by namespace and name, so that the order in which
 * they were read leaves no trace.
 *
 * @param services at most one of each name
 * @param slices at most one of each name; those made from v1 Endpoints included
 * @param nodes at most one of each name
 */
public record Manifests(List<Service> services, List<EndpointSlice> slices, List<Node> nodes) {

  /** Sorts the objects. */
  public Manifests {
    services = Copies.sorted(services, (one, other) -> one.name().compareTo(other.name()));
    slices = Copies.sorted(slices, (one, other) -> one.name().compareTo(other.name()));
    nodes = Copies.sorted(nodes, (one, other) -> one.name().compareTo(other.name()));
  }
}
