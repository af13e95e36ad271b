// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.model.IpFamily;
import java.util.Collection;

/** A table that also tells parts of what it holds, for who looks at it again and again. */
public interface LiveIpvsTable extends IpvsTable {

  /**
   * The real servers of some virtual servers: one request for each of these, whatever else there
   * is.
   *
   * @throws IpvsTableException if the kernel refuses to tell
   */
  RealServersNow realServers(IpFamily family, Collection<? extends VirtualServerKey> servers);

  /**
   * All but the real servers: a number of requests that does not depend on how much there is.
   *
   * @return what {@link #read} would find, with virtual servers without real servers
   * @throws IpvsTableException if the kernel refuses to tell
   * @throws io.svcrules.iptables.kernel.PacketFilterException if the rules cannot be read
   */
  IpvsState outline(IpFamily family);
}
