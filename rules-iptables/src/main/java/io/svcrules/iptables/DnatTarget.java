// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;

/**
 * Rewrites the destination.
 *
 * @param address the new address
 * @param port the new port: 1 to 65535
 */
public record DnatTarget(IpAddress address, int port) implements Target {

  @Override
  public <R> R accept(TargetVisitor<R> visitor) {
    return visitor.dnat(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(" -j DNAT --to-destination ");
    if (address.family() == IpFamily.IPV4) {
      address.appendTo(out);
    } else {
      out.append('[');
      address.appendTo(out);
      out.append(']');
    }
    out.append(':').append(port);
  }
}
