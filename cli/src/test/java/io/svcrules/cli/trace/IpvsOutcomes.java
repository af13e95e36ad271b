// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import io.svcrules.testdata.traffic.Address;
import io.svcrules.testdata.traffic.Client;
import io.svcrules.testdata.traffic.IpVersion;
import io.svcrules.testdata.traffic.Outcome;
import io.svcrules.testdata.traffic.PodDetection;
import io.svcrules.testdata.traffic.Policy;
import io.svcrules.testdata.traffic.Reach;
import io.svcrules.testdata.traffic.SourceRanges;
import io.svcrules.testdata.traffic.TrafficCase;
import io.svcrules.testdata.traffic.Verdict;

/**
 * The rows of the table that differ in IPVS mode. A virtual server knows an address, not who asks
 * it, and none can have a loopback address:
 *
 * <ul>
 *   <li>node ports do not answer on loopback
 *   <li>under external policy Local pods and the node itself reach local endpoints only, and none
 *       is masqueraded
 *   <li>addresses for the outside refuse the node, too, if nobody serves them, and drop its packets
 *       if nobody here does
 *   <li>the node asks with the address it asks for, so where pods are not known it is masqueraded
 *   <li>node ports without local endpoints are dropped on those addresses only that serve them
 * </ul>
 */
final class IpvsOutcomes {
  private IpvsOutcomes() {}

  static Outcome of(TrafficCase row, IpVersion version) {
    if (row.client() == Client.LOCALHOST) {
      return Outcome.UNTOUCHED;
    }
    return row.address() == Address.CLUSTER_IP ? clusterIp(row) : external(row);
  }

  private static Outcome clusterIp(TrafficCase row) {
    Outcome expected = row.expected();
    boolean unknownPods = row.options().detection() == PodDetection.NONE;
    return row.client() == Client.NODE && unknownPods && expected.verdict() == Verdict.DELIVERED
        ? new Outcome(Verdict.DELIVERED, expected.reach(), true)
        : expected;
  }

  private static Outcome external(TrafficCase row) {
    Outcome expected = row.expected();
    boolean other = row.address() == Address.NODE_PORT_ON_OTHER_ADDRESS;
    if (row.options().primaryNodePortsOnly() && other) {
      return Outcome.UNTOUCHED;
    }
    if (row.service().external() == Policy.CLUSTER) {
      return expected.equals(Outcome.UNTOUCHED) ? Outcome.REJECTED : expected;
    }
    return switch (row.service().placement()) {
      case NOWHERE -> Outcome.REJECTED;
      case ELSEWHERE -> Outcome.DROPPED;
      case BOTH ->
          expected.verdict() == Verdict.DROPPED && row.service().ranges() != SourceRanges.ABSENT
              ? expected
              : new Outcome(Verdict.DELIVERED, Reach.LOCAL, false);
    };
  }
}
