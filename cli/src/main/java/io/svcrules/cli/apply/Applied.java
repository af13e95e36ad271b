// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.apply;

import io.svcrules.cli.live.FamilyResult;
import io.svcrules.cli.option.ProxyMode;
import io.svcrules.iptables.kernel.IptablesVariant;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * What became of a node.
 *
 * @param node its name
 * @param mode the mode it is in
 * @param variant the iptables that holds its rules
 * @param dryRun whether nothing was changed
 * @param applied what became of each family
 * @param removed what was removed of the other mode, by family
 */
record Applied(
    String node,
    ProxyMode mode,
    IptablesVariant variant,
    boolean dryRun,
    List<FamilyResult> applied,
    List<FamilyResult> removed) {

  Applied {
    applied = List.copyOf(applied);
    removed = List.copyOf(removed);
  }

  /** In a dry run what an operator would do, in its order. */
  void writeCommands(OutputStream out) throws IOException {
    if (dryRun) {
      for (FamilyResult result : applied) {
        result.writeCommands(out);
      }
      for (FamilyResult result : removed) {
        result.writeCommands(out);
      }
    }
  }
}
