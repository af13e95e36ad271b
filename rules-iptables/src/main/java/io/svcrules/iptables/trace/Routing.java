// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.model.IpAddress;
import java.util.Optional;

/** Takes the routing decisions of a node, by all its tables and rules for them. */
public interface Routing {

  /**
   * Where a packet goes that is for no address of the node.
   *
   * @param destination the address it goes to
   * @param packet the packet; empty for one of the node's own of which nothing else is known
   */
  Way way(IpAddress destination, Optional<Packet> packet);

  /** The address that a process of the node has towards another one; empty if there is no route. */
  Optional<IpAddress> source(IpAddress destination);
}
