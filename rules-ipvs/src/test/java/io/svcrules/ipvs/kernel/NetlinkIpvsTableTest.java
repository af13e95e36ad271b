// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.iptables.kernel.IptablesVariant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** A real kernel does what the fake does. */
@Tag("guest")
class NetlinkIpvsTableTest extends IpvsTableContract {
  private final KernelNode node = KernelNode.create(IptablesVariant.NFT);

  @Override
  IpvsTable kernel() {
    return node;
  }

  @AfterEach
  void close() {
    node.close();
  }
}
