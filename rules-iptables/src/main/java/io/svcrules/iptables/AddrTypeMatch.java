// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

/**
 * An address of the packet is of a routing type.
 *
 * @param side which address
 * @param negated whether the condition is turned round
 * @param type a type of the kernel's routing table, such as {@code LOCAL} (linux/rtnetlink.h
 *     RTN_LOCAL)
 */
public record AddrTypeMatch(PacketSide side, boolean negated, String type) implements Match {

  /** The address is one of this node's own. */
  public static AddrTypeMatch local(PacketSide side) {
    return new AddrTypeMatch(side, false, "LOCAL");
  }

  @Override
  public <R> R accept(MatchVisitor<R> visitor) {
    return visitor.addrType(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(negated ? " -m addrtype ! --" : " -m addrtype --");
    out.append(side.shortName()).append("-type ").append(type);
  }
}
