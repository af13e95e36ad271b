// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

import io.svcrules.iptables.kernel.flow.FlowTable;
import io.svcrules.iptables.kernel.sysctl.SysctlKeeper;

/** What there is to change on a node besides rules. */
public interface NodeEffects {

  /** The flows that the kernel remembers. */
  FlowTable flows();

  /**
   * The settings of the kernel, and what we changed of them.
   *
   * @throws io.svcrules.iptables.kernel.sysctl.SysctlException if it cannot be told where that is
   *     remembered
   */
  SysctlKeeper sysctls();
}
