// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order of endpoints by their text, which is the one kube-proxy gives them. For IPv4 no text is
 * written for it: a change of one Service would be half done by then.
 */
final class EndpointOrder {
  /** Where an octet comes among all by its digits and the dot behind them. */
  private static final int[] INNER_OCTET = ranks('.');

  /** The same of the last octet, which a colon follows: unlike the dot it is above the digits. */
  private static final int[] LAST_OCTET = ranks(':');

  private static final int[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000};

  /** The most digits of a port. */
  private static final int PORT_DIGITS = 5;

  private static final int PORT_BITS = 20;

  private EndpointOrder() {}

  /** Sorts endpoints of one family; those with one text keep their order. */
  static void sort(List<Endpoint> endpoints) {
    if (endpoints.size() < 2) {
      return;
    }
    if (endpoints.get(0).address().family() == IpFamily.IPV4) {
      endpoints.sort(Comparator.comparingLong(EndpointOrder::rank));
    } else {
      List<Labelled> labelled = new ArrayList<>(endpoints.size());
      endpoints.forEach(endpoint -> labelled.add(new Labelled(endpoint.text(), endpoint)));
      labelled.sort(Comparator.comparing(Labelled::text));
      endpoints.clear();
      labelled.forEach(one -> endpoints.add(one.endpoint()));
    }
  }

  private record Labelled(String text, Endpoint endpoint) {}

  /** A number for each address and port of IPv4, in the order of their texts. */
  private static long rank(Endpoint endpoint) {
    int address = (int) endpoint.address().low();
    long octets =
        ((long) INNER_OCTET[address >>> 24] << 24)
            | (INNER_OCTET[(address >>> 16) & 0xff] << 16)
            | (INNER_OCTET[(address >>> 8) & 0xff] << 8)
            | LAST_OCTET[address & 0xff];
    return (octets << PORT_BITS) | portRank(endpoint.port());
  }

  /** Digits as if there were always five, and then how many there are. */
  private static int portRank(int port) {
    int digits = 1;
    while (digits < PORT_DIGITS && port >= POWERS_OF_TEN[digits]) {
      digits++;
    }
    return ((port * POWERS_OF_TEN[PORT_DIGITS - digits]) << 3) | digits;
  }

  private static int[] ranks(char behind) {
    int[] ranks = new int[256];
    List<Integer> sorted =
        IntStream.range(0, ranks.length)
            .boxed()
            .sorted(Comparator.comparing(octet -> Integer.toString(octet) + behind))
            .toList();
    for (int rank = 0; rank < ranks.length; rank++) {
      ranks[sorted.get(rank)] = rank;
    }
    return ranks;
  }
}
