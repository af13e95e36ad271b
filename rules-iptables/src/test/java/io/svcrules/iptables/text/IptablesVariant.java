// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.RuleArbitraries;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.model.IpFamily;
import io.svcrules.testdata.kernel.CommandResult;
import io.svcrules.testdata.kernel.NetworkNamespace;

/** The two ways from iptables to the kernel. */
enum IptablesVariant {
  NFT("nft"),
  LEGACY("legacy");

  private final String word;

  IptablesVariant(String word) {
    this.word = word;
  }

  private String command(IpFamily family, String verb) {
    return (family == IpFamily.IPV4 ? "iptables-" : "ip6tables-") + word + "-" + verb;
  }

  /** What iptables-save prints in a fresh namespace after the input, as a value. */
  Ruleset savedAfter(IpFamily family, String input) {
    try (NetworkNamespace namespace = new NetworkNamespace()) {
      String set = family == IpFamily.IPV4 ? "inet" : "inet6";
      namespace.run("ipset", "create", RuleArbitraries.SET, "hash:ip,port", "family", set).orFail();
      CommandResult restored =
          namespace.runWithInput(TextBytes.encode(input), command(family, "restore"), "--noflush");
      assertEquals(0, restored.exitCode(), () -> restored.errors() + input);
      String saved = namespace.run(command(family, "save")).orFail();
      return IptablesTextParser.parseSaved(family, saved).orThrow();
    }
  }

  /** Fails if a table of the first is another one in the second. */
  static void assertSameTables(Ruleset expected, Ruleset saved) {
    for (Table table : expected.tables().keySet()) {
      // The nft variant lists no table that it never touched.
      TableRules found = saved.tables().getOrDefault(table, TableRules.withBuiltInChains(table));
      assertEquals(expected.table(table), found);
    }
  }
}
