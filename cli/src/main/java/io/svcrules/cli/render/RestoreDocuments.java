// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.render;

import io.svcrules.cli.rules.FamilyRules;
import io.svcrules.cli.rules.NodeRules;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.model.IpFamily;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes rules as iptables-restore and ip6tables-restore take them: a document for each family. */
final class RestoreDocuments {
  private RestoreDocuments() {}

  static void write(NodeRules rules, OutputStream out) throws IOException {
    boolean several = rules.families().size() > 1;
    for (FamilyRules family : rules.families()) {
      if (several) {
        out.write(header(family.family()).getBytes(StandardCharsets.UTF_8));
      }
      RulesetWriter.writeRestoreInput(family.compiled().ruleset(), out);
    }
  }

  private static String header(IpFamily family) {
    return switch (family) {
      case IPV4 -> "# IPv4: iptables-restore --noflush\n";
      case IPV6 -> "# IPv6: ip6tables-restore --noflush\n";
    };
  }
}
