// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.render;

import io.svcrules.cli.rules.NodeServices;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.render.RulesRenderer;
import io.svcrules.model.IpFamily;
import io.svcrules.model.resolve.ServiceTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes rules as iptables-restore and ip6tables-restore take them: a document for each family. */
final class RestoreDocuments {
  private RestoreDocuments() {}

  static void write(NodeServices made, OutputStream out) throws IOException {
    IptablesConfig config = made.settings().iptablesConfig(made.node());
    boolean several = made.tables().size() > 1;
    for (ServiceTable services : made.tables()) {
      if (several) {
        out.write(header(services.family()).getBytes(StandardCharsets.UTF_8));
      }
      RulesRenderer.writeRestoreInput(services, config, out);
    }
  }

  private static String header(IpFamily family) {
    return switch (family) {
      case IPV4 -> "# IPv4: iptables-restore --noflush\n";
      case IPV6 -> "# IPv6: ip6tables-restore --noflush\n";
    };
  }
}
