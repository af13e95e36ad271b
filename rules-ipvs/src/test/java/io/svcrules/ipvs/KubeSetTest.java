// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.model.IpFamily;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KubeSetTest {
  @Test
  void namesFitTheKernelAndAreDistinct() {
    Set<String> names = new HashSet<>();
    for (KubeSet set : KubeSet.values()) {
      for (IpFamily family : IpFamily.values()) {
        String name = set.name(family);
        assertTrue(name.length() <= 31, name);
        assertTrue(names.add(name), name);
        assertEquals(Optional.of(set), KubeSet.named(name, family));
      }
    }
  }

  @Test
  void namesOfIpv6AreCut() {
    assertEquals(
        "KUBE-6-LOAD-BALANCER-SOURCE-CID", KubeSet.LOAD_BALANCER_SOURCE_CIDR.name(IpFamily.IPV6));
  }

  @Test
  void ownNamesStayAsTheyAre() {
    assertEquals("KUBE-NO-ENDPOINTS", KubeSet.NO_ENDPOINTS.name(IpFamily.IPV4));
    assertEquals("KUBE-6-NO-LOCAL-ENDPOINTS", KubeSet.NO_LOCAL_ENDPOINTS.name(IpFamily.IPV6));
    assertEquals("KUBE-VIRTUAL-SERVER", KubeSet.VIRTUAL_SERVER.name(IpFamily.IPV4));
  }
}
