// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.iptables.PacketSide;
import java.util.List;

/** The ipsets that rules look packets up in. */
public interface PacketSets {
  /** No set is known. */
  PacketSets UNKNOWN = (set, sides, packet) -> Truth.UNKNOWN;

  /**
   * Whether a packet is in a set.
   *
   * @param set the name of the set
   * @param sides which side of the packet each dimension looks at
   * @return unknown if the set is
   */
  Truth contains(String set, List<PacketSide> sides, Packet packet);
}
