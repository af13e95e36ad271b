// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.effect;

import io.svcrules.cli.env.NodeEffects;
import io.svcrules.iptables.kernel.flow.ForgottenFlows;
import io.svcrules.iptables.kernel.sysctl.SysctlException;
import io.svcrules.iptables.kernel.sysctl.SysctlKeeper;
import io.svcrules.ipvs.plan.Setting;
import io.svcrules.model.IpFamily;
import java.util.Collection;
import java.util.List;

/** Puts settings of the kernel back that we changed for rules of mode iptables. */
public final class SysctlUndo {
  private final NodeEffects node;
  private final boolean dryRun;

  /**
   * Puts back on a node.
   *
   * @param dryRun whether nothing is changed
   */
  public SysctlUndo(NodeEffects node, boolean dryRun) {
    this.node = node;
    this.dryRun = dryRun;
  }

  /** What mode ipvs needs is put back with its virtual servers. */
  private static boolean isOfRules(String name) {
    return !Setting.isOne(name);
  }

  /**
   * Puts back what we changed, if the rules of IPv4 go, which need most of it. To be called when
   * they are gone.
   */
  public Effects run(Collection<IpFamily> families) {
    if (!families.contains(IpFamily.IPV4)) {
      return Effects.NONE;
    }
    try {
      SysctlKeeper keeper = node.sysctls();
      return new Effects(
          dryRun ? keeper.undoable(SysctlUndo::isOfRules) : keeper.undo(SysctlUndo::isOfRules),
          ForgottenFlows.NONE,
          List.of());
    } catch (SysctlException e) {
      return new Effects(List.of(), ForgottenFlows.NONE, List.of(e.getMessage()));
    }
  }
}
