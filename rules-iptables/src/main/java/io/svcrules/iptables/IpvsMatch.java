// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import io.svcrules.model.IpAddress;
import io.svcrules.model.Protocol;

/**
 * The packet belongs to a connection of an IPVS virtual server.
 *
 * @param protocol the protocol of the virtual server
 * @param address its address
 * @param port its port: 1 to 65535
 */
public record IpvsMatch(Protocol protocol, IpAddress address, int port) implements Match {

  @Override
  public <R> R accept(MatchVisitor<R> visitor) {
    return visitor.ipvs(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(" -m ipvs --vproto ").append(protocol.number()).append(" --vaddr ");
    address.appendTo(out);
    out.append(" --vport ").append(port);
  }
}
