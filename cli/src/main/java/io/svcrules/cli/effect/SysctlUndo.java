// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.effect;

import io.svcrules.cli.env.NodeEffects;
import io.svcrules.iptables.kernel.flow.ForgottenFlows;
import io.svcrules.iptables.kernel.sysctl.SysctlException;
import io.svcrules.iptables.kernel.sysctl.SysctlKeeper;
import io.svcrules.ipvs.plan.Setting;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.Optional;

/**
 * Puts settings of the kernel back that we changed for rules of mode iptables, once, and before
 * these go: among them are those that keep strangers from what a setting allows. A run that ends in
 * between leaves rules that do not serve all that they could, and never a node that is open.
 */
public final class SysctlUndo {
  private final NodeEffects node;
  private final boolean dryRun;
  private Optional<Effects> done = Optional.empty();

  /**
   * Puts back on a node.
   *
   * @param dryRun whether nothing is changed
   */
  public SysctlUndo(NodeEffects node, boolean dryRun) {
    this.node = node;
    this.dryRun = dryRun;
  }

  /**
   * Puts back what we changed, if the rules of IPv4 are about to go, which need most of it, and if
   * that has not been done yet.
   *
   * @return what this call did
   */
  public Effects before(IpFamily family) {
    if (family != IpFamily.IPV4 || done.isPresent()) {
      return Effects.NONE;
    }
    Effects undone = putBack();
    done = Optional.of(undone);
    return undone;
  }

  /** What was put back so far. */
  public Effects done() {
    return done.orElse(Effects.NONE);
  }

  private Effects putBack() {
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

  /** What mode ipvs needs is put back with its virtual servers. */
  private static boolean isOfRules(String name) {
    return !Setting.isOne(name);
  }
}
