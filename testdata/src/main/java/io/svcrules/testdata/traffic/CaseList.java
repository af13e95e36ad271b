// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Collects cases. */
final class CaseList {
  private static final List<Address> EXTERNAL =
      List.of(
          Address.NODE_PORT,
          Address.NODE_PORT_ON_OTHER_ADDRESS,
          Address.EXTERNAL_IP,
          Address.LOAD_BALANCER_IP);

  private final List<TrafficCase> cases = new ArrayList<>();

  List<TrafficCase> all() {
    return List.copyOf(cases);
  }

  /** Adds cases of a service on a node. */
  OfService of(NodeOptions options, ServiceShape service) {
    return new OfService(options, service);
  }

  /** Adds cases of one service on one node. */
  final class OfService {
    private final NodeOptions options;
    private final ServiceShape service;

    private OfService(NodeOptions options, ServiceShape service) {
      this.options = options;
      this.service = service;
    }

    /** What becomes of some clients at one address. */
    OfService add(Address address, Outcome expected, Client... clients) {
      for (Client client : clients) {
        if (client == Client.LOCALHOST) {
          addLocalhost(expected);
        } else {
          add(address, expected, client, EnumSet.allOf(IpVersion.class));
        }
      }
      return this;
    }

    /** What becomes of some clients at every address that is meant for the outside. */
    OfService addExternal(Outcome expected, Client... clients) {
      for (Client client : clients) {
        for (Address address : EXTERNAL) {
          // A loopback address has node ports only.
          if (client != Client.LOCALHOST || address == Address.NODE_PORT) {
            add(address, expected, client);
          }
        }
      }
      return this;
    }

    /** The kernel never routes packets from or to ::1 off the node, so IPv6 has no such ports. */
    private void addLocalhost(Outcome expected) {
      add(Address.NODE_PORT, expected, Client.LOCALHOST, EnumSet.of(IpVersion.IPV4));
      add(Address.NODE_PORT, unserved(), Client.LOCALHOST, EnumSet.of(IpVersion.IPV6));
    }

    /** The rules that refuse look for any address of the node, also for one that is not served. */
    private Outcome unserved() {
      return switch (service.placement()) {
        case NOWHERE -> Outcome.REJECTED;
        case ELSEWHERE -> service.external() == Policy.LOCAL ? Outcome.DROPPED : Outcome.UNTOUCHED;
        case BOTH -> Outcome.UNTOUCHED;
      };
    }

    private void add(Address address, Outcome expected, Client client, Set<IpVersion> versions) {
      cases.add(new TrafficCase(options, service, client, address, versions, expected));
    }
  }
}
