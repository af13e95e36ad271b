// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.explain;

import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * An address and port on which a service port answers, and what clients get there.
 *
 * @param kind what kind of address
 * @param address the address; empty for node ports, which are on addresses of the node
 * @param port 1 to 65535
 * @param sourceRanges from where clients may come: from anywhere if empty, and all others are
 *     dropped
 * @param reach what they get: one for each origin
 */
public record Answer(
    AddressKind kind,
    Optional<IpAddress> address,
    int port,
    List<Cidr> sourceRanges,
    List<Reach> reach) {

  /** Copies the lists. */
  public Answer {
    sourceRanges = List.copyOf(sourceRanges);
    reach = List.copyOf(reach);
  }

  /** What clients of an origin get. */
  public Reach from(Origin origin) {
    return reach.stream().filter(one -> one.from() == origin).findFirst().orElseThrow();
  }
}
