// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.model.IpFamily;
import org.junit.jupiter.api.Nested;

final class NftPacketFilterTest {

  @Nested
  final class Ipv4Test extends PacketFilterContractTest {
    Ipv4Test() {
      super(IpFamily.IPV4, new NetlinkNode(IpFamily.IPV4));
    }
  }

  @Nested
  final class Ipv6Test extends PacketFilterContractTest {
    Ipv6Test() {
      super(IpFamily.IPV6, new NetlinkNode(IpFamily.IPV6));
    }
  }
}
