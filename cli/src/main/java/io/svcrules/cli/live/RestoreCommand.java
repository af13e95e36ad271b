// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.text.RulesetWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes plans as the input of the commands that carry them out. */
public final class RestoreCommand {
  private RestoreCommand() {}

  /** Writes a remark that names the command, and the lines it reads. */
  public static void write(IptablesPlan plan, IptablesVariant variant, OutputStream out)
      throws IOException {
    StringBuilder header = new StringBuilder("# ").append(plan.family().kubernetesName());
    header.append(": ").append(variant.restoreCommand(plan.family())).append(" --noflush");
    header.append(plan.isEmpty() ? ": nothing to change\n" : "\n");
    out.write(header.toString().getBytes(StandardCharsets.UTF_8));
    RulesetWriter.write(plan.restoreInput(), out);
  }
}
