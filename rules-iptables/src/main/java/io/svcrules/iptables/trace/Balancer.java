// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.model.IpAddress;
import java.util.Optional;

/** What spreads connections within a hook, beside the rules: the virtual servers of IPVS. */
public interface Balancer {
  /** There is none. */
  Balancer NONE = packet -> Optional.empty();

  /** What becomes of a packet; empty if it is left alone. */
  Optional<Scheduling> schedule(Packet packet);

  /**
   * The same for a client that has been sent to an endpoint lately, where that is remembered.
   *
   * @param port the port of the endpoint
   */
  default Balancer remembering(IpAddress endpoint, int port) {
    return this;
  }
}
