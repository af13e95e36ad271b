// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class IpvsNoticeTest {
  @Test
  void aSetThatIsInTheWayIsToldWithTheCommandsThatMakeRoom() {
    assertEquals(
        "set of others under a name of ours is left alone: KUBE-CLUSTER-IP of type hash:net; to make"
            + " room for ours: ipset destroy KUBE-CLUSTER-IP, or ipset rename KUBE-CLUSTER-IP NAME",
        IpvsPlan.foreignSets(Map.of("KUBE-CLUSTER-IP", "hash:net")).get(0).toString());
  }

  @Test
  void whatNeedsNothingDoneIsOnlyNamed() {
    assertEquals(
        "virtual server of others is left alone: -f 7",
        new IpvsNotice(IpvsNotice.Kind.FOREIGN_SERVER, "-f 7").toString());
  }
}
