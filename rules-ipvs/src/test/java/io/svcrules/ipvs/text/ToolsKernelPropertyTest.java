// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.RandomServices;
import io.svcrules.ipvs.compile.IpvsCompiler;
import io.svcrules.ipvs.kernel.KernelNode;
import io.svcrules.ipvs.kernel.KernelTools;
import io.svcrules.ipvs.plan.OurRules;
import io.svcrules.model.IpFamily;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** The usual tools take what is written, and print it again. */
@Tag("guest")
class ToolsKernelPropertyTest {

  @Provide
  Arbitrary<RandomServices> services() {
    return Arbitraries.of(IpFamily.class).flatMap(RandomServices::of);
  }

  @Property(tries = 8, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void aStateThatToolsHaveLoadedIsReadAsItWasWritten(@ForAll("services") RandomServices services)
      throws IOException {
    IpvsState wanted =
        IpvsCompiler.compile(services.table(), services.facts(), RandomServices.config().build())
            .state();
    try (KernelNode node = KernelNode.create(IptablesVariant.NFT)) {
      node.feed(IpsetText.write(wanted.sets().values()), "ipset", "restore");
      ByteArrayOutputStream rules = new ByteArrayOutputStream();
      RulesetWriter.writeRestoreInput(wanted.rules(), rules);
      node.feed(
          rules.toString(StandardCharsets.UTF_8),
          IptablesVariant.NFT.restoreCommand(wanted.family()),
          "--noflush");
      node.run("ip", "link", "add", BoundAddress.DEVICE, "type", "dummy");
      node.feed(
          wanted.addresses().stream()
              .map(address -> "address add " + address + " dev " + BoundAddress.DEVICE + '\n')
              .collect(Collectors.joining()),
          "ip",
          "-batch",
          "-");
      String servers = IpvsadmText.write(wanted.servers().values());
      node.feed(servers, "ipvsadm", "-R");

      IpvsState found = node.read(wanted.family()).state();
      assertEquals(wanted.servers(), found.servers());
      assertEquals(wanted.sets(), found.sets());
      assertEquals(wanted.addresses(), found.addresses());
      assertEquals(wanted.rules(), OurRules.of(found.rules(), wanted.rules()));
      KernelTools tools = new KernelTools(node);
      assertEquals(sorted(servers), sorted(tools.ipvsadm()));
      assertEquals(sorted(AddressText.write(wanted.addresses())), sorted(tools.addresses()));
    }
  }

  private static String sorted(String text) {
    return text.lines().sorted().collect(Collectors.joining("\n"));
  }
}
