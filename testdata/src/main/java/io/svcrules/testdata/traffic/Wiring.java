// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

import static io.svcrules.testdata.traffic.IpVersion.IPV4;
import static io.svcrules.testdata.traffic.IpVersion.IPV6;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The links, addresses and routes of the lab, as lines for {@code ip -batch}. Node 1 is the hub:
 * whatever endpoints answer comes back through it, also to pods of other nodes.
 *
 * @param links run anywhere
 * @param inside run in each namespace, afterwards
 */
record Wiring(List<String> links, Map<Place, List<String>> inside) {

  /**
   * The wiring.
   *
   * @param names the names of the namespaces
   */
  static Wiring of(Function<Place, String> names) {
    Wiring wiring = new Wiring(new ArrayList<>(), new EnumMap<>(Place.class));
    wiring.add(
        Place.NODE_1,
        "link add " + LabAddresses.BRIDGE + " type bridge mcast_snooping 0",
        "link set " + LabAddresses.BRIDGE + " up");
    wiring.address(Place.NODE_1, LabAddresses.BRIDGE, "10.244.1.1/24", "fd00:10:244:1::1/64");
    wiring.podOfNode1(names, "pod", Place.POD);
    wiring.podOfNode1(names, "endpoint-a", Place.ENDPOINT_A);
    wiring.podOfNode1(names, "endpoint-b", Place.ENDPOINT_B);
    wiring.otherNode(names, Place.NODE_2, "2", Place.ENDPOINTS_C_D);
    wiring.otherNode(names, Place.NODE_3, "3", Place.POD_ON_NODE_3);
    wiring.secondAddressOfEndpoints();
    wiring.outside(names);
    wiring.upstream(names);
    return wiring;
  }

  private void podOfNode1(Function<Place, String> names, String port, Place pod) {
    link(names, Place.NODE_1, port, pod, "eth0");
    add(
        Place.NODE_1,
        "link set " + port + " master " + LabAddresses.BRIDGE,
        // With br_netfilter a packet whose new destination is the pod that sent it is bridged
        // there, and a bridge returns nothing to where it came from unless told so. kubelet and
        // CNI plugins set the same (hairpinMode).
        "link set " + port + " type bridge_slave hairpin on");
    pod(pod, LabAddresses.bridgeAddress(IPV4), LabAddresses.bridgeAddress(IPV6));
  }

  /** Pods know no neighbours: all they send goes to their node, as rules on it need. */
  private void pod(Place pod, String gateway4, String gateway6) {
    address(pod, "eth0", pod.address(IPV4) + "/32", pod.address(IPV6) + "/128");
    add(
        pod,
        "route add " + gateway4 + " dev eth0 scope link",
        "route add " + gateway6 + " dev eth0");
    defaultRoute(pod, gateway4, gateway6);
  }

  private void otherNode(Function<Place, String> names, Place node, String number, Place pod) {
    link(names, Place.NODE_1, "node" + number, node, "node1");
    String net4 = "172.16." + number + '.';
    String net6 = "fd00:172:16:" + number + "::";
    address(Place.NODE_1, "node" + number, net4 + "1/24", net6 + "1/64");
    address(node, "node1", net4 + "2/24", net6 + "2/64");
    defaultRoute(node, net4 + "1", net6 + "1");
    String pods4 = "10.244." + number + '.';
    String pods6 = "fd00:10:244:" + number + "::";
    link(names, node, "pod", pod, "eth0");
    address(node, "pod", pods4 + "1/24", pods6 + "1/64");
    pod(pod, pods4 + "1", pods6 + "1");
    add(
        Place.NODE_1,
        "route add " + pods4 + "0/24 via " + net4 + "2",
        "route add " + pods6 + "/64 via " + net6 + "2");
  }

  private void secondAddressOfEndpoints() {
    address(
        Place.ENDPOINTS_C_D,
        "eth0",
        LabAddresses.remoteEndpoints(IPV4).get(1) + "/32",
        LabAddresses.remoteEndpoints(IPV6).get(1) + "/128");
  }

  private void outside(Function<Place, String> names) {
    Place outside = Place.OUTSIDE;
    link(names, Place.NODE_1, "outside", outside, "eth0");
    String node4 = LabAddresses.addressTowardsOutside(IPV4);
    String node6 = LabAddresses.addressTowardsOutside(IPV6);
    address(Place.NODE_1, "outside", node4 + "/24", node6 + "/64");
    address(outside, "eth0", outside.address(IPV4) + "/24", outside.address(IPV6) + "/64");
    defaultRoute(outside, node4, node6);
    String crowd4 = "198.51.100.0/24";
    String crowd6 = "2001:db8:0:2::/64";
    add(outside, "route add local " + crowd4 + " dev lo", "route add local " + crowd6 + " dev lo");
    add(
        Place.NODE_1,
        "route add " + crowd4 + " via " + outside.address(IPV4),
        "route add " + crowd6 + " via " + outside.address(IPV6));
  }

  private void upstream(Function<Place, String> names) {
    Place upstream = Place.UPSTREAM;
    String node4 = Place.NODE_1.address(IPV4);
    String node6 = Place.NODE_1.address(IPV6);
    link(names, Place.NODE_1, "upstream", upstream, "eth0");
    address(Place.NODE_1, "upstream", node4 + "/24", node6 + "/64");
    address(upstream, "eth0", upstream.address(IPV4) + "/24", upstream.address(IPV6) + "/64");
    defaultRoute(Place.NODE_1, upstream.address(IPV4), upstream.address(IPV6));
    defaultRoute(upstream, node4, node6);
    for (String services : ServiceAddresses.NETWORKS) {
      add(upstream, "route add local " + services + " dev lo");
    }
  }

  private void link(
      Function<Place, String> names, Place one, String name, Place other, String otherName) {
    links.add(
        "link add %s netns %s type veth peer name %s netns %s"
            .formatted(name, names.apply(one), otherName, names.apply(other)));
    add(one, "link set " + name + " up");
    add(other, "link set " + otherName + " up");
  }

  private void address(Place place, String device, String ipv4, String ipv6) {
    add(
        place,
        "addr add " + ipv4 + " dev " + device,
        "addr add " + ipv6 + " dev " + device + " nodad");
  }

  private void defaultRoute(Place place, String ipv4, String ipv6) {
    add(place, "route add 0.0.0.0/0 via " + ipv4, "route add ::/0 via " + ipv6);
  }

  private void add(Place place, String... lines) {
    inside.computeIfAbsent(place, p -> new ArrayList<>()).addAll(List.of(lines));
  }
}
