// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.trace;

import io.svcrules.iptables.PacketSide;
import io.svcrules.iptables.trace.Packet;
import io.svcrules.iptables.trace.PacketSets;
import io.svcrules.iptables.trace.Truth;
import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks packets up in ipsets whose elements are known. */
public final class KnownSets implements PacketSets {
  private final Map<String, IpSet> sets = new HashMap<>();

  private KnownSets() {}

  /** These sets, and no other. */
  public static KnownSets of(Collection<IpSet> sets) {
    KnownSets known = new KnownSets();
    sets.forEach(set -> known.sets.put(set.name(), set));
    return known;
  }

  @Override
  public Truth contains(String name, List<PacketSide> sides, Packet packet) {
    IpSet set = sets.get(name);
    if (set == null || sides.size() != dimensions(set)) {
      return Truth.UNKNOWN;
    }
    IpAddress first = packet.address(sides.get(0));
    return switch (set.definition().type()) {
      case HASH_IP -> has(set, new IpSetEntry.Ip(first));
      case BITMAP_PORT -> has(set, new IpSetEntry.Port(packet.port(sides.get(0))));
      case HASH_IP_PORT -> has(set, ipPort(sides, packet));
      case HASH_IP_PORT_IP ->
          has(set, new IpSetEntry.IpPortIp(ipPort(sides, packet), packet.address(sides.get(2))));
      case HASH_IP_PORT_NET ->
          Truth.of(hasNetwork(set, ipPort(sides, packet), packet.address(sides.get(2))));
    };
  }

  private static int dimensions(IpSet set) {
    return switch (set.definition().type()) {
      case HASH_IP, BITMAP_PORT -> 1;
      case HASH_IP_PORT -> 2;
      case HASH_IP_PORT_IP, HASH_IP_PORT_NET -> 3;
    };
  }

  private static Truth has(IpSet set, IpSetEntry entry) {
    return Truth.of(set.entries().contains(entry));
  }

  private static IpSetEntry.IpPort ipPort(List<PacketSide> sides, Packet packet) {
    return new IpSetEntry.IpPort(
        packet.address(sides.get(0)), packet.protocol(), packet.port(sides.get(1)));
  }

  /** As the kernel does: one look for each length of prefix (ip_set_hash_ipportnet.c). */
  private static boolean hasNetwork(IpSet set, IpSetEntry.IpPort first, IpAddress address) {
    for (int length = 1; length <= address.family().bits(); length++) {
      IpSetEntry entry = new IpSetEntry.IpPortNet(first, new Cidr(address, length));
      if (set.entries().contains(entry)) {
        return true;
      }
    }
    return false;
  }
}
