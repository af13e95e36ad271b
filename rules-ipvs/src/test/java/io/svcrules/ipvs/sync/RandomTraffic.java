// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import io.svcrules.ipvs.RealServerId;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.kernel.FakeIpvsTable;
import io.svcrules.model.IpFamily;
import java.util.Random;

/**
 * Clients of a kernel in memory.
 *
 * @param kernel the kernel
 */
record RandomTraffic(FakeIpvsTable kernel) {

  /** Time passes, in which connections come and go. */
  void goOn(Random random) {
    kernel.advance(random.nextInt(60));
    for (IpFamily family : IpFamily.values()) {
      for (VirtualServer server : kernel.read(family).state().servers().values()) {
        server
            .realServers()
            .keySet()
            .forEach(
                real ->
                    kernel.setConnections(new RealServerId(server.key(), real), random.nextInt(2)));
      }
    }
  }
}
