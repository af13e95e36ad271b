// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

import java.util.List;

/**
 * The addresses of one service in the lab. Each generation of services has addresses of its own, so
 * that no connection the kernel remembers can belong to a service of another.
 *
 * @param generation 0 to 49: which set of services
 * @param index 0 to 49: which service of the set
 */
public record ServiceAddresses(int generation, int index) {
  /** The port of every address but the node's. */
  public static final int PORT = 80;

  /** The last ones there are. */
  public static final ServiceAddresses LAST = new ServiceAddresses(49, 49);

  /** All addresses but the node's are in these networks. */
  static final List<String> NETWORKS =
      List.of(
          "10.96.0.0/16",
          "198.18.0.0/15",
          "fd00:10:96::/48",
          "2001:db8:18::/48",
          "2001:db8:19::/48");

  private static final int SERVICES = 50;
  private static final int GENERATIONS = 50;

  /** The default of {@code --service-node-port-range} starts here. */
  private static final int FIRST_NODE_PORT = 30000;

  /** Refuses numbers out of range: their node ports would meet. */
  public ServiceAddresses {
    if (generation < 0 || generation >= GENERATIONS || index < 0 || index >= SERVICES) {
      throw new IllegalArgumentException("no addresses for " + generation + '/' + index);
    }
  }

  /** {@code spec.clusterIPs}. */
  public String clusterIp(IpVersion version) {
    return address(version, "10.96.", "fd00:10:96");
  }

  /** {@code spec.externalIPs}. */
  public String externalIp(IpVersion version) {
    return address(version, "198.18.", "2001:db8:18");
  }

  /** {@code status.loadBalancer.ingress[].ip}. */
  public String loadBalancerIp(IpVersion version) {
    return address(version, "198.19.", "2001:db8:19");
  }

  /** {@code spec.ports[].nodePort}. */
  public int nodePort() {
    return FIRST_NODE_PORT + generation * SERVICES + index;
  }

  private String address(IpVersion version, String ipv4, String ipv6) {
    return version == IpVersion.IPV4
        ? ipv4 + generation + '.' + (index + 1)
        : ipv6 + ":" + Integer.toHexString(generation) + "::" + Integer.toHexString(index + 1);
  }

  /** The address and port that a client of some kind asks. */
  public Target target(IpVersion version, Client client, Address address) {
    return switch (address) {
      case CLUSTER_IP -> new Target(clusterIp(version), PORT);
      case EXTERNAL_IP -> new Target(externalIp(version), PORT);
      case LOAD_BALANCER_IP -> new Target(loadBalancerIp(version), PORT);
      case NODE_PORT ->
          new Target(
              client == Client.LOCALHOST
                  ? LabAddresses.loopback(version)
                  : Place.NODE_1.address(version),
              nodePort());
      case NODE_PORT_ON_OTHER_ADDRESS ->
          new Target(LabAddresses.addressTowardsOutside(version), nodePort());
    };
  }
}
