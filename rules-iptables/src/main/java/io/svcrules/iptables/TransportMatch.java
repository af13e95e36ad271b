// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import io.svcrules.model.Protocol;

/**
 * The destination port, by the match that bears the protocol's name.
 *
 * @param protocol the transport protocol
 * @param destinationPort 1 to 65535, or 0 for any
 */
public record TransportMatch(Protocol protocol, int destinationPort) implements Match {

  @Override
  public <R> R accept(MatchVisitor<R> visitor) {
    return visitor.transport(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(" -m ").append(protocol.lowerCase());
    if (destinationPort != 0) {
      out.append(" --dport ").append(destinationPort);
    }
  }
}
