// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.kernel.nft.EncodableRules;
import io.svcrules.iptables.kernel.nft.KernelSets;
import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.OptionMemory;
import io.svcrules.netlink.OptionSocket;
import io.svcrules.netlink.OptionSocketOpener;
import io.svcrules.netlink.ipset.IpsetClient;
import io.svcrules.netlink.jnr.JnrOptionSocketOpener;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import io.svcrules.testdata.kernel.CommandResult;
import io.svcrules.testdata.kernel.NetworkNamespace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A fresh network namespace, seen through socket options and the iptables-legacy of one family. */
final class LegacyNamespace implements AutoCloseable {
  private final NetworkNamespace namespace = new NetworkNamespace();
  private final IpFamily family;
  private final String command;
  private final OptionSocketOpener opener;
  private final IpsetClient ipset;
  private final LegacyTables tables;

  LegacyNamespace(IpFamily family) {
    this.family = family;
    this.command = family == IpFamily.IPV4 ? "iptables-legacy" : "ip6tables-legacy";
    this.opener =
        new JnrOptionSocketOpener(
            family == IpFamily.IPV4 ? InetFamily.IPV4 : InetFamily.IPV6,
            Optional.of(Path.of("/run/netns", namespace.name())));
    this.ipset =
        new IpsetClient(
            JnrSocketOpener.of(NetlinkProtocol.NETFILTER).inNamespace(namespace.name()));
    this.tables =
        new LegacyTables(
            family,
            opener,
            new KernelSets(ipset),
            table -> {
              throw new AssertionError("all is known");
            });
    String inet = family == IpFamily.IPV4 ? "inet" : "inet6";
    namespace.run("ipset", "create", EncodableRules.SET, "hash:ip,port", "family", inet).orFail();
  }

  LegacyTables tables() {
    return tables;
  }

  void restore(String input, String... options) {
    List<String> words = new ArrayList<>(List.of(command + "-restore"));
    words.addAll(List.of(options));
    CommandResult result = namespace.runWithInput(input, words.toArray(String[]::new));
    assertEquals(0, result.exitCode(), () -> result.errors() + input);
  }

  Ruleset saved() {
    return IptablesTextParser.parseSaved(family, namespace.run(command + "-save").orFail())
        .orThrow();
  }

  /** A table as the kernel gives it. */
  byte[] entries(Table table) {
    try (OptionSocket socket = opener.open()) {
      TableSocket asked = new TableSocket(socket, EntryLayout.of(family));
      TableInfo info = asked.info(table);
      byte[] entries = new byte[info.size()];
      try (OptionMemory memory = socket.allocate(TableSocket.BASE + info.size())) {
        asked.read(table, info, memory, LikelyChains.NONE);
        memory.get(TableSocket.BASE, entries, 0, entries.length);
      }
      return entries;
    }
  }

  @Override
  public void close() {
    ipset.close();
    namespace.close();
  }
}
