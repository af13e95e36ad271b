// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.model.IpFamily;

/** The rules of one family in one kernel. */
public interface PacketFilter {

  /** The family. */
  IpFamily family();

  /**
   * All rules the kernel holds, those of others among them.
   *
   * @throws PacketFilterException if they cannot be read
   */
  Ruleset read();

  /**
   * Changes the rules. The switchover of a table happens as a whole or not at all; its preparation,
   * which no packet can notice, may happen in pieces before.
   *
   * @throws PacketFilterException if the kernel refuses a change; tables in front of the one it
   *     names have been changed, tables behind it have not
   */
  void apply(IptablesPlan plan);

  /**
   * Changes the rules, as {@link #apply(IptablesPlan)}, and says now and then how far that is.
   *
   * @throws PacketFilterException as there
   */
  default void apply(IptablesPlan plan, StepProgress progress) {
    apply(plan);
  }
}
