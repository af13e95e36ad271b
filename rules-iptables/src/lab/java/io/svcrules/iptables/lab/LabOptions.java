// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.lab;

import io.svcrules.iptables.compile.LocalDetector;
import io.svcrules.iptables.compile.NodePortAddresses;
import io.svcrules.model.Cidr;
import io.svcrules.testdata.traffic.IpVersion;
import io.svcrules.testdata.traffic.LabAddresses;
import io.svcrules.testdata.traffic.NodeOptions;
import io.svcrules.testdata.traffic.Place;
import java.util.List;
import java.util.stream.Stream;

/** What the options of node 1 of the lab mean there, in either mode. */
public final class LabOptions {
  private LabOptions() {}

  /** How the node tells its pods from others. */
  public static LocalDetector detector(NodeOptions options) {
    return switch (options.detection()) {
      case CLUSTER_CIDR ->
          podCidr(
              LabAddresses.clusterCidr(IpVersion.IPV4), LabAddresses.clusterCidr(IpVersion.IPV6));
      case NODE_CIDR ->
          podCidr(LabAddresses.nodeCidr(IpVersion.IPV4), LabAddresses.nodeCidr(IpVersion.IPV6));
      case BRIDGE -> LocalDetector.PodInterface.bridge(LabAddresses.BRIDGE);
      case NONE -> LocalDetector.None.NONE;
    };
  }

  private static LocalDetector podCidr(String ipv4, String ipv6) {
    return new LocalDetector.PodCidr(List.of(Cidr.parse(ipv4), Cidr.parse(ipv6)));
  }

  /** Where the node answers at node ports. */
  public static NodePortAddresses nodePortAddresses(NodeOptions options) {
    return options.primaryNodePortsOnly()
        ? new NodePortAddresses(
            Stream.of(IpVersion.values())
                .map(version -> Cidr.of(LabHost.ip(Place.NODE_1.address(version))))
                .toList(),
            false)
        : NodePortAddresses.ALL;
  }
}
