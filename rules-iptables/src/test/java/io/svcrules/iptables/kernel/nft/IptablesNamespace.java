// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.NetlinkConnection;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import io.svcrules.netlink.nftables.NftablesClient;
import io.svcrules.testdata.kernel.CommandResult;
import io.svcrules.testdata.kernel.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;

/** A fresh network namespace, seen through netlink and through the iptables-nft of one family. */
final class IptablesNamespace implements AutoCloseable {
  private final NetworkNamespace namespace = new NetworkNamespace();
  private final IpFamily family;
  private final String command;
  private final NftablesClient client;

  IptablesNamespace(IpFamily family) {
    this.family = family;
    this.command = family == IpFamily.IPV4 ? "iptables-nft" : "ip6tables-nft";
    this.client =
        new NftablesClient(
            new NetlinkConnection(
                JnrSocketOpener.of(NetlinkProtocol.NETFILTER).inNamespace(namespace.name())));
    String inet = family == IpFamily.IPV4 ? "inet" : "inet6";
    run("ipset", "create", EncodableRules.SET, "hash:ip,port", "family", inet);
  }

  NftablesClient client() {
    return client;
  }

  NftTables tables(NftEncoding encoding) {
    return new NftTables(client, family, encoding, EncodableRules.SETS);
  }

  String run(String... words) {
    CommandResult result = namespace.run(words);
    assertEquals(0, result.exitCode(), () -> List.of(words) + ": " + result.errors());
    return result.output();
  }

  /** Runs iptables-nft on a table. */
  String iptables(Table table, List<String> words) {
    List<String> all = new ArrayList<>(List.of(command, "-t", table.lowerCase()));
    all.addAll(words);
    return run(all.toArray(String[]::new));
  }

  String iptables(Table table, String words) {
    return iptables(table, List.of(words.split(" ")));
  }

  /** Feeds lines to iptables-nft-restore --noflush. */
  void restore(Table table, List<String> lines) {
    String input = "*" + table.lowerCase() + "\n" + String.join("\n", lines) + "\nCOMMIT\n";
    namespace.runWithInput(input, command + "-restore", "--noflush").orFail();
  }

  /** The lines of a table in iptables-nft-save, without remarks and counts. */
  List<String> saved(Table table) {
    return run(command + "-save", "-t", table.lowerCase())
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replaceAll(" \\[[0-9]+:[0-9]+\\]$", ""))
        .toList();
  }

  /** The specifications of a chain's rules in iptables-nft-save. */
  List<String> savedRules(Table table, String chain) {
    String start = "-A " + chain;
    return saved(table).stream()
        .filter(line -> line.equals(start) || line.startsWith(start + " "))
        .map(line -> line.substring(start.length()).strip())
        .toList();
  }

  /** The rules of a chain as the reader of iptables-save text understands them. */
  List<Rule> parsedRules(Table table, String chain) {
    String text = String.join("\n", saved(table)) + "\n";
    return IptablesTextParser.parseSaved(family, text)
        .orThrow()
        .table(table)
        .chain(chain)
        .orElseThrow()
        .rules();
  }

  @Override
  public void close() {
    client.close();
    namespace.close();
  }
}
