// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.traffic;

import io.svcrules.testdata.traffic.Address;
import io.svcrules.testdata.traffic.Client;
import io.svcrules.testdata.traffic.NodeOptions;
import io.svcrules.testdata.traffic.Outcome;
import io.svcrules.testdata.traffic.Placement;
import io.svcrules.testdata.traffic.PodDetection;
import io.svcrules.testdata.traffic.Policy;
import io.svcrules.testdata.traffic.TrafficCase;
import io.svcrules.testdata.traffic.TruthTable;
import io.svcrules.testdata.traffic.Verdict;
import java.util.List;

/** The table of cases, and where IPVS mode, kube-proxy's too, differs from it. */
final class IpvsCases {
  private IpvsCases() {}

  /** The options of nodes that mean something in IPVS mode. */
  static List<NodeOptions> options() {
    return TruthTable.cases().stream()
        .map(TrafficCase::options)
        // All virtual servers are the same whatever the cluster's size.
        .filter(options -> !options.largeCluster())
        // Node ports never answer on loopback addresses.
        .filter(NodeOptions::localhostNodePorts)
        .distinct()
        .toList();
  }

  /** The cases of a node. */
  static List<TrafficCase> of(NodeOptions options) {
    return TruthTable.cases().stream()
        .filter(one -> one.options().equals(options))
        .map(IpvsCases::inIpvsMode)
        .toList();
  }

  /**
   * Whether endpoints see what no table tells: a process of the node that is not masqueraded has
   * the very address that it asks for its own.
   */
  static boolean seesOwnAddress(TrafficCase one) {
    return one.client() == Client.NODE
        && one.expected().verdict() == Verdict.DELIVERED
        && !one.expected().rewritten();
  }

  private static TrafficCase inIpvsMode(TrafficCase one) {
    return new TrafficCase(
        one.options(), one.service(), one.client(), one.address(), one.versions(), outcome(one));
  }

  private static Outcome outcome(TrafficCase one) {
    Outcome expected = one.expected();
    boolean external = one.address() != Address.CLUSTER_IP;
    if (one.client() == Client.LOCALHOST) {
      // No virtual server is on a loopback address, and nobody listens there.
      return Outcome.UNTOUCHED;
    }
    if (one.service().placement() == Placement.NOWHERE) {
      // The addresses are the node's own, and rules refuse what is not served.
      return Outcome.REJECTED;
    }
    if (isUnservedAddressOfNode(one)) {
      return Outcome.UNTOUCHED;
    }
    if (external
        && one.service().external() == Policy.LOCAL
        && expected.verdict() == Verdict.DELIVERED) {
      // One virtual server has the same real servers for everybody who asks it.
      return one.service().placement() == Placement.ELSEWHERE ? Outcome.DROPPED : Outcome.LOCAL;
    }
    boolean unknownPods = one.options().detection() == PodDetection.NONE;
    if (!external && unknownPods && one.client() == Client.NODE) {
      // The rule looks for the address of the service as the source, which the node's packets have.
      return expected.equals(Outcome.ALL) ? Outcome.ALL_M : Outcome.LOCAL_M;
    }
    return expected;
  }

  /** A node port on an address that has none: of iptables mode's, a filter rule still drops it. */
  private static boolean isUnservedAddressOfNode(TrafficCase one) {
    return one.options().primaryNodePortsOnly()
        && one.address() == Address.NODE_PORT_ON_OTHER_ADDRESS;
  }
}
