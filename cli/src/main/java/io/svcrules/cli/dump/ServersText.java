// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.dump;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.text.AddressText;
import io.svcrules.ipvs.text.IpsetText;
import io.svcrules.ipvs.text.IpvsadmText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes what a kernel holds of mode ipvs as the commands print it that show it. */
final class ServersText {
  private ServersText() {}

  static void write(IptablesVariant variant, List<IpvsSnapshot> families, OutputStream out)
      throws IOException {
    for (IpvsSnapshot family : families) {
      IpvsState state = family.state();
      String name = state.family().kubernetesName();
      text("# " + name + ": ipvsadm -Sn\n", out);
      text(IpvsadmText.write(state.servers().values()), out);
      text("# " + name + ": ipset save\n", out);
      text(IpsetText.write(state.sets().values()), out);
      text("# " + name + ": ip address show dev " + BoundAddress.DEVICE + "\n", out);
      text(AddressText.write(state.addresses()), out);
      text("# " + name + ": " + variant.saveCommand(state.family()) + "\n", out);
      RulesetWriter.writeSaved(state.rules(), out);
    }
  }

  private static void text(String text, OutputStream out) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
