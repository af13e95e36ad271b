// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.generic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.netlink.KernelNamespace;
import io.svcrules.netlink.NetlinkProtocol;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GenericKernelTest {

  @Test
  void familiesAreFoundByName() {
    try (KernelNamespace namespace = new KernelNamespace();
        GenericClient generic = new GenericClient(namespace.connect(NetlinkProtocol.GENERIC))) {
      GenericFamily controller = generic.family("nlctrl").orElseThrow();
      assertEquals(GenericUapi.GENL_ID_CTRL, controller.id());
      assertEquals(Optional.empty(), generic.family("NO-SUCH"));
      assertTrue(generic.families().contains(controller));
    }
  }
}
