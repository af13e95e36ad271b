// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

/** Which address of a packet is meant. */
public enum PacketSide {
  /** The source. */
  SOURCE("src"),
  /** The destination. */
  DESTINATION("dst");

  private final String shortName;

  PacketSide(String shortName) {
    this.shortName = shortName;
  }

  /** {@code src} or {@code dst}, as iptables and ipset spell it. */
  public String shortName() {
    return shortName;
  }
}
