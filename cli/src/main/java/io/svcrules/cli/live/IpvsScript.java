// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.plan.ChainsPlanner;
import io.svcrules.iptables.plan.CleanupPlanner;
import io.svcrules.iptables.plan.CleanupScope;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.ipvs.plan.HostChange;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.ipvs.plan.IpvsPlan;
import io.svcrules.ipvs.plan.OurRules;
import io.svcrules.model.IpFamily;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a plan of mode ipvs as a script of the shell: a command for each change, in their order.
 *
 * @param before the rules the plan was made for
 * @param variant the iptables that holds them
 */
public record IpvsScript(Ruleset before, IptablesVariant variant) {

  void write(IpFamily family, IpvsPlan plan, OutputStream out) throws IOException {
    text("# " + family.kubernetesName() + (plan.isEmpty() ? ": nothing to change\n" : "\n"), out);
    Ruleset rules = before;
    for (IpvsChange change : plan.changes()) {
      if (change instanceof HostChange.WriteRules write) {
        restore(ChainsPlanner.plan(rules, write.rules()), out);
        rules = OurRules.written(rules, write.rules());
      } else if (change instanceof HostChange.RemoveRules remove) {
        restore(CleanupPlanner.plan(rules, CleanupScope.of(remove.rules())), out);
        rules = OurRules.removed(rules, remove.rules());
      } else {
        text(change.command() + "\n", out);
      }
    }
  }

  private void restore(IptablesPlan plan, OutputStream out) throws IOException {
    text(variant.restoreCommand(plan.family()) + " --noflush <<'EOF'\n", out);
    RulesetWriter.write(plan.restoreInput(), out);
    text("EOF\n", out);
  }

  private static void text(String text, OutputStream out) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
