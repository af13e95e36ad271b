// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.model.IpFamily;
import java.util.List;

/** The kernel's virtual servers, addresses, sets, rules and settings. */
public interface IpvsTable {

  /**
   * What is there now, others' things included.
   *
   * @throws IpvsTableException if the kernel refuses to tell
   * @throws io.svcrules.iptables.kernel.PacketFilterException if the rules cannot be read
   */
  IpvsSnapshot read(IpFamily family);

  /**
   * Carries out changes in their order, and stops at the first that the kernel refuses: those
   * before it stay. Neighbours that all open ways for connections, or all close them, may be sent
   * at once: of these, some behind the refused one may have been carried out as well.
   *
   * @throws IpvsTableException if the kernel refuses a change, which it names
   * @throws io.svcrules.iptables.kernel.PacketFilterException if the rules cannot be written for
   *     want of iptables, of the right to use it, or of its lock
   */
  void apply(IpFamily family, List<IpvsChange> changes);

  /** Tells what the kernel lacks. */
  default IpvsProbe probe() {
    return IpvsProbe.ALL_THERE;
  }
}
