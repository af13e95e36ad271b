// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.ipvs.kernel.NetlinkIpvsTable;
import io.svcrules.netlink.ipvs.IpvsClient;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Ratios within one run, so that it does not matter how fast the machine is. With an emulated
 * processor they would be those of the emulation.
 */
@Tag("guest-uml")
final class ChangeCostKernelTest {
  private static final int FEW = 16;
  private static final int MANY = 5_000;

  /** The most that a change may cost beside the bare message. */
  private static final double AIM = 1.5;

  private static final Map<Integer, Map<String, Long>> NANOS = new HashMap<>();

  @BeforeAll
  static void measure() {
    for (int services : new int[] {FEW, MANY}) {
      BenchNode.visit(node -> NANOS.put(services, measure(node, new BenchCluster(services))));
    }
  }

  private static Map<String, Long> measure(BenchNode node, BenchCluster cluster) {
    try (NetlinkIpvsTable table = node.table();
        IpvsClient client = node.client()) {
      return new ChangeBench(cluster, table, client).run();
    }
  }

  @Test
  void aRealServerIsAddedAtLittleMoreThanTheCostOfTheMessage() {
    assertAtMost(AIM, nanos(MANY, "add"), nanos(MANY, "bare-add"));
  }

  @Test
  void aRealServerIsRemovedAtLittleMoreThanTheCostOfTheMessage() {
    assertAtMost(AIM, nanos(MANY, "remove-at-once"), nanos(MANY, "bare-remove"));
  }

  @Test
  void aChangeCostsTheSameAmongFewServicesAndAmongMany() {
    assertAtMost(
        AIM * nanos(MANY, "bare-add") / nanos(FEW, "bare-add"),
        nanos(MANY, "add"),
        nanos(FEW, "add"));
  }

  private static long nanos(int services, String figure) {
    return NANOS.get(services).get(figure);
  }

  private static void assertAtMost(double ratio, long measured, long measure) {
    assertTrue(
        measured <= ratio * measure,
        () -> measured + " ns are more than " + ratio + " times " + measure + " ns; all: " + NANOS);
  }
}
