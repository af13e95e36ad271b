// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

import java.util.ArrayList;
import java.util.List;

/** A namespace of the lab in which programs run. */
public enum Place {
  /** The node whose rules are looked at. */
  NODE_1(true, "172.20.0.1", "fd00:172:20::1"),
  /** A pod of node 1 that serves nothing. */
  POD(false, "10.244.1.10", "fd00:10:244:1::10"),
  /** A pod of node 1 that serves. */
  ENDPOINT_A(false, "10.244.1.21", "fd00:10:244:1::21"),
  /** Another pod of node 1 that serves. */
  ENDPOINT_B(false, "10.244.1.22", "fd00:10:244:1::22"),
  /** Node 2. */
  NODE_2(true, "172.16.2.2", "fd00:172:16:2::2"),
  /** A pod of node 2 that serves at two addresses, as two pods would. */
  ENDPOINTS_C_D(false, "10.244.2.21", "fd00:10:244:2::21"),
  /** Node 3. */
  NODE_3(true, "172.16.3.2", "fd00:172:16:3::2"),
  /** A pod of node 3 that serves nothing. */
  POD_ON_NODE_3(false, "10.244.3.10", "fd00:10:244:3::10"),
  /** A machine outside the cluster. */
  OUTSIDE(false, "192.0.2.100", "2001:db8:0:1::100"),
  /**
   * The router behind node 1's default route. It answers at every address, so whatever leaves the
   * node untouched by rules is seen.
   */
  UPSTREAM(false, "172.20.0.254", "fd00:172:20::254");

  private final boolean forwards;
  private final String ipv4;
  private final String ipv6;

  Place(boolean forwards, String ipv4, String ipv6) {
    this.forwards = forwards;
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
  }

  /** Whether packets for others pass through. */
  boolean forwards() {
    return forwards;
  }

  /** Whether a program that asks and answers runs here. */
  boolean hasProgram() {
    return this != NODE_2 && this != NODE_3;
  }

  /** The port that its program serves. */
  int servedPort() {
    return this == UPSTREAM ? ServiceAddresses.PORT : LabAddresses.ENDPOINT_PORT;
  }

  /** The addresses that its program serves. */
  List<String> servedAddresses() {
    List<String> served = new ArrayList<>();
    for (IpVersion version : IpVersion.values()) {
      switch (this) {
        case ENDPOINT_A, ENDPOINT_B -> served.add(address(version));
        case ENDPOINTS_C_D -> served.addAll(LabAddresses.remoteEndpoints(version));
        case NODE_1, POD, NODE_2, NODE_3, POD_ON_NODE_3, OUTSIDE, UPSTREAM -> {}
      }
    }
    return this == UPSTREAM ? List.of("::") : served;
  }

  /** The primary address. */
  public String address(IpVersion version) {
    return version == IpVersion.IPV4 ? ipv4 : ipv6;
  }
}
