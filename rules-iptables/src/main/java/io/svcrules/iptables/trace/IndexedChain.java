// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.DestinationMatch;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.TransportMatch;
import io.svcrules.model.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A chain that knows which of its rules a packet can match at all, by its destination. */
final class IndexedChain {
  /** Shorter chains are looked through faster than looked up. */
  private static final int FEW = 16;

  private static final int[] NOTHING = {};

  private final Chain chain;
  private final Map<IpAddress, int[]> byAddress = new HashMap<>();
  private final Map<Integer, int[]> byPort = new HashMap<>();
  private final int[] others;

  private IndexedChain(Chain chain) {
    this.chain = chain;
    Map<IpAddress, List<Integer>> addresses = new HashMap<>();
    Map<Integer, List<Integer>> ports = new HashMap<>();
    List<Integer> rest = new ArrayList<>();
    List<Rule> rules = chain.rules();
    for (int i = 0; i < rules.size(); i++) {
      listOf(rules.get(i), addresses, ports, rest).add(i);
    }
    addresses.forEach((address, positions) -> byAddress.put(address, sorted(positions)));
    ports.forEach((port, positions) -> byPort.put(port, sorted(positions)));
    others = sorted(rest);
  }

  static IndexedChain of(Chain chain) {
    return new IndexedChain(chain);
  }

  private static List<Integer> listOf(
      Rule rule,
      Map<IpAddress, List<Integer>> addresses,
      Map<Integer, List<Integer>> ports,
      List<Integer> rest) {
    int port = 0;
    for (Match match : rule.matches()) {
      if (match instanceof DestinationMatch destination
          && !destination.negated()
          && destination.network().isSingleAddress()) {
        return addresses.computeIfAbsent(destination.network().network(), a -> new ArrayList<>(2));
      }
      port = match instanceof TransportMatch transport ? transport.destinationPort() : port;
    }
    return port == 0 ? rest : ports.computeIfAbsent(port, p -> new ArrayList<>(2));
  }

  private static int[] sorted(List<Integer> positions) {
    return positions.stream().mapToInt(Integer::intValue).toArray();
  }

  Chain chain() {
    return chain;
  }

  /** The first position from one on whose rule the packet may match; negative if there is none. */
  int next(int from, Packet packet) {
    int size = chain.rules().size();
    if (size <= FEW) {
      return from < size ? from : -1;
    }
    int first = atLeast(others, from);
    first = Math.min(first, atLeast(byPort.getOrDefault(packet.destinationPort(), NOTHING), from));
    first = Math.min(first, atLeast(byAddress.getOrDefault(packet.destination(), NOTHING), from));
    return first == Integer.MAX_VALUE ? -1 : first;
  }

  private static int atLeast(int[] positions, int from) {
    int found = Arrays.binarySearch(positions, from);
    int index = found >= 0 ? found : -found - 1;
    return index < positions.length ? positions[index] : Integer.MAX_VALUE;
  }
}
