// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.flow;

import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;

/**
 * One end of a flow. Order: address, then port.
 *
 * @param address the address
 * @param port the port: 0 to 65535
 */
public record TransportAddress(IpAddress address, int port)
    implements Comparable<TransportAddress> {

  @Override
  public int compareTo(TransportAddress other) {
    int byAddress = address.compareTo(other.address);
    return byAddress != 0 ? byAddress : Integer.compare(port, other.port);
  }

  /** {@code ip:port}, or {@code [ip]:port} for IPv6. */
  @Override
  public String toString() {
    return address.family() == IpFamily.IPV4 ? address + ":" + port : "[" + address + "]:" + port;
  }
}
