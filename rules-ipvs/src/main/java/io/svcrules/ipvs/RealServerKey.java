// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs;

import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;

/**
 * The identity of a real server within its virtual server. Order: address, then port.
 *
 * @param address its address
 * @param port its port: 0 to 65535; 0 only with virtual servers of every port, or of a mark
 */
public record RealServerKey(IpAddress address, int port) implements Comparable<RealServerKey> {

  /** Appends {@code ip:port}, or {@code [ip]:port} for IPv6. */
  public void appendTo(StringBuilder out) {
    if (address.family() == IpFamily.IPV4) {
      address.appendTo(out);
    } else {
      out.append('[');
      address.appendTo(out);
      out.append(']');
    }
    out.append(':').append(port);
  }

  @Override
  public int compareTo(RealServerKey other) {
    int byAddress = address.compareTo(other.address);
    return byAddress != 0 ? byAddress : Integer.compare(port, other.port);
  }

  /** {@code ip:port}, or {@code [ip]:port} for IPv6. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(47);
    appendTo(out);
    return out.toString();
  }
}
