// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

import java.util.List;

/** The fixed addresses of the lab, in networks that are reserved for documentation or private. */
public final class LabAddresses {
  /** The port that endpoints serve. */
  public static final int ENDPOINT_PORT = 8080;

  /** The bridge of node 1 that its pods are connected to. */
  public static final String BRIDGE = "cbr0";

  private LabAddresses() {}

  /** The network of all pods. */
  public static String clusterCidr(IpVersion version) {
    return version == IpVersion.IPV4 ? "10.244.0.0/16" : "fd00:10:244::/48";
  }

  /** The network of the pods of node 1. */
  public static String nodeCidr(IpVersion version) {
    return version == IpVersion.IPV4 ? "10.244.1.0/24" : "fd00:10:244:1::/64";
  }

  /** The network of {@link Place#OUTSIDE}. */
  public static String outsideCidr(IpVersion version) {
    return version == IpVersion.IPV4 ? "192.0.2.0/24" : "2001:db8:0:1::/64";
  }

  /**
   * One of the addresses that {@link Place#OUTSIDE} also has, to look like many clients.
   *
   * @param client 1 to 200
   */
  public static String crowdAddress(IpVersion version, int client) {
    return version == IpVersion.IPV4
        ? "198.51.100." + client
        : "2001:db8:0:2::" + Integer.toHexString(client);
  }

  /** The endpoints on node 1. */
  public static List<String> localEndpoints(IpVersion version) {
    return List.of(Place.ENDPOINT_A.address(version), Place.ENDPOINT_B.address(version));
  }

  /** The endpoints on node 2. */
  public static List<String> remoteEndpoints(IpVersion version) {
    return List.of(
        Place.ENDPOINTS_C_D.address(version),
        version == IpVersion.IPV4 ? "10.244.2.22" : "fd00:10:244:2::22");
  }

  /** Node 1 as pods on it see it: the address of the bridge. */
  public static String bridgeAddress(IpVersion version) {
    return version == IpVersion.IPV4 ? "10.244.1.1" : "fd00:10:244:1::1";
  }

  /** Node 1 as node 2 sees it. */
  public static String addressTowardsNode2(IpVersion version) {
    return version == IpVersion.IPV4 ? "172.16.2.1" : "fd00:172:16:2::1";
  }

  /** Node 1 as the outside sees it: not its primary address. */
  public static String addressTowardsOutside(IpVersion version) {
    return version == IpVersion.IPV4 ? "192.0.2.1" : "2001:db8:0:1::1";
  }

  /** What an endpoint sees of a connection whose source was rewritten. */
  public static String masqueradeAddress(IpVersion version, String endpoint) {
    return localEndpoints(version).contains(endpoint)
        ? bridgeAddress(version)
        : addressTowardsNode2(version);
  }

  /** The loopback address. */
  public static String loopback(IpVersion version) {
    return version == IpVersion.IPV4 ? "127.0.0.1" : "::1";
  }
}
