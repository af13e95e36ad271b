// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.model.IpAddress;
import java.util.List;

/**
 * What a virtual server makes of a packet.
 *
 * @param server the virtual server, as ipvsadm names it
 * @param choices where the packet may go; none if it is refused
 * @param note what the shares rest on; empty if on nothing but what is configured
 */
public record Scheduling(String server, List<Choice> choices, String note) {

  /**
   * One real server.
   *
   * @param address its address
   * @param port its port
   * @param share its share of new connections
   * @param rewrites whether the packet's destination becomes that of the server, as opposed to
   *     being sent there as it is
   */
  public record Choice(IpAddress address, int port, Share share, boolean rewrites) {}

  /** Copies the choices. */
  public Scheduling {
    choices = List.copyOf(choices);
  }
}
