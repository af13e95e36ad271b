// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import io.svcrules.model.Protocol;

/**
 * The protocol of the packet.
 *
 * @param negated whether the condition is turned round
 * @param protocol the name in lower case, or the number if it has no name
 */
public record ProtocolMatch(boolean negated, String protocol) implements Match {

  /** The plain condition. */
  public static ProtocolMatch of(Protocol protocol) {
    return new ProtocolMatch(false, protocol.lowerCase());
  }

  @Override
  public int rank() {
    return 4;
  }

  @Override
  public <R> R accept(MatchVisitor<R> visitor) {
    return visitor.protocol(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(negated ? " ! -p " : " -p ").append(protocol);
  }
}
