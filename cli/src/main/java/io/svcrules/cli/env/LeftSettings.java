// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

import io.svcrules.iptables.kernel.sysctl.SysctlException;
import io.svcrules.ipvs.kernel.IpvsRefusal;
import io.svcrules.ipvs.kernel.IpvsTableException;
import io.svcrules.ipvs.plan.Setting;

/**
 * Settings that we changed for mode ipvs and nobody has put back: apart, so that who does not ask
 * loads no class for it.
 */
final class LeftSettings {
  private LeftSettings() {}

  /**
   * Whether there are any that nothing but this mode needs.
   *
   * @throws IpvsTableException if it cannot be told what we changed
   */
  static boolean areThere(NodeEffects effects) {
    try {
      return !effects.sysctls().undoable(Setting::isOfModeOnly).isEmpty();
    } catch (SysctlException e) {
      throw new IpvsTableException(IpvsRefusal.OTHER, e.getMessage(), e);
    }
  }
}
