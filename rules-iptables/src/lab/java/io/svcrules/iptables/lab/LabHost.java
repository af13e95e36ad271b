// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.lab;

import io.svcrules.iptables.trace.Device;
import io.svcrules.iptables.trace.Host;
import io.svcrules.iptables.trace.Route;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.testdata.traffic.Client;
import io.svcrules.testdata.traffic.IpVersion;
import io.svcrules.testdata.traffic.LabAddresses;
import io.svcrules.testdata.traffic.Place;
import java.util.List;

/** Node 1 of the lab as it is wired: its addresses, its routes, and where its clients come in. */
public final class LabHost {
  private LabHost() {}

  /** The node in one family, as it is wired. */
  public static Host of(IpVersion version) {
    boolean ipv4 = version == IpVersion.IPV4;
    IpAddress bridge = ip(LabAddresses.bridgeAddress(version));
    IpAddress node2 = ip(LabAddresses.addressTowardsNode2(version));
    IpAddress node3 = ip(ipv4 ? "172.16.3.1" : "fd00:172:16:3::1");
    IpAddress outside = ip(LabAddresses.addressTowardsOutside(version));
    IpAddress primary = ip(Place.NODE_1.address(version));
    return Host.of(
        List.of(primary, outside, bridge, node2, node3, ip(LabAddresses.loopback(version))),
        List.of(
            route(LabAddresses.nodeCidr(version), LabAddresses.BRIDGE, bridge),
            route(ipv4 ? "10.244.2.0/24" : "fd00:10:244:2::/64", "node2", node2),
            route(ipv4 ? "10.244.3.0/24" : "fd00:10:244:3::/64", "node3", node3),
            route(LabAddresses.outsideCidr(version), "outside", outside),
            route(ipv4 ? "0.0.0.0/0" : "::/0", "upstream", primary)));
  }

  /** The device that packets of a client come in by. */
  public static Device device(Client client) {
    return switch (client) {
      case POD, ENDPOINT -> new Device(LabAddresses.BRIDGE);
      case POD_ON_OTHER_NODE -> new Device("node3");
      case OUTSIDE -> new Device("outside");
      case NODE, LOCALHOST -> Device.NONE;
    };
  }

  private static Route route(String network, String device, IpAddress source) {
    return new Route(Cidr.parse(network), new Device(device), source);
  }

  /** An address. */
  public static IpAddress ip(String text) {
    return IpAddress.parse(text);
  }
}
