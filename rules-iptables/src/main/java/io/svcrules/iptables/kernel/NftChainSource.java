// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.kernel.nft.KernelSets;
import io.svcrules.iptables.kernel.nft.NftChainRules;
import io.svcrules.iptables.kernel.nft.NftEncoding;
import io.svcrules.iptables.kernel.nft.NftTables;
import io.svcrules.iptables.trace.ChainSource;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.NetlinkConnection;
import io.svcrules.netlink.NetlinkException;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.SocketOpener;
import io.svcrules.netlink.ipset.IpsetClient;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import io.svcrules.netlink.nftables.NftChain;
import io.svcrules.netlink.nftables.NftFamily;
import io.svcrules.netlink.nftables.NftGeneration;
import io.svcrules.netlink.nftables.NftablesClient;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The chains of iptables-nft in a kernel, each read over netlink when it is asked for: what a
 * packet does not pass costs nothing. One thread at a time may use it. All that is read is of one
 * generation of the rules.
 */
public final class NftChainSource implements ChainSource, AutoCloseable {
  private final IpFamily family;
  private final NftablesClient client;
  private final IpsetClient ipset;
  private final NftTables tables;
  private final NftGeneration generation;
  private final Map<Table, Map<String, Optional<Chain>>> known = new EnumMap<>(Table.class);

  /**
   * The chains of one family.
   *
   * @param opener opens sockets of protocol {@code NETFILTER} in the network namespace
   * @param runner runs iptables in the same network namespace, for rules unknown here
   * @throws PacketFilterException if the kernel cannot be asked
   */
  public NftChainSource(IpFamily family, SocketOpener opener, CommandRunner runner) {
    this.family = family;
    this.client = new NftablesClient(new NetlinkConnection(opener));
    this.ipset = new IpsetClient(opener);
    this.tables =
        new NftTables(
            client,
            Optional.empty(),
            family,
            NftEncoding.COMPACT,
            new KernelSets(ipset),
            new NftListedRules(family, runner));
    try {
      this.generation = tables.generation();
    } catch (NetlinkException e) {
      close();
      throw NetlinkFailure.exception(e);
    }
  }

  /**
   * The chains of one family in the network namespace of this process.
   *
   * @throws PacketFilterException if the kernel cannot be asked
   */
  public static NftChainSource ofProcess(IpFamily family, CommandRunner runner) {
    return new NftChainSource(family, JnrSocketOpener.of(NetlinkProtocol.NETFILTER), runner);
  }

  @Override
  public IpFamily family() {
    return family;
  }

  /**
   * A chain, read once.
   *
   * @throws PacketFilterException if the kernel cannot be asked
   * @throws ChangedRulesException if the rules have changed since the first chain was read
   */
  @Override
  public Optional<Chain> chain(Table table, String name) {
    return known
        .computeIfAbsent(table, one -> new HashMap<>())
        .computeIfAbsent(name, one -> ask(table, one));
  }

  /** Whether kubelet has left its mark here. */
  boolean isMarkedByKubelet() {
    return VariantCensus.KUBELET_CHAINS.stream()
        .anyMatch(chain -> tables.chain(Table.MANGLE, chain).isPresent());
  }

  /** How many rules there are, or as many as is enough. Looks at built-in chains first. */
  int rules(int enough) {
    NftFamily nft = family == IpFamily.IPV4 ? NftFamily.IPV4 : NftFamily.IPV6;
    int found = 0;
    for (Table table : Table.values()) {
      for (String chain : table.builtInChains()) {
        found += found < enough ? client.rules(nft, table.lowerCase(), chain).size() : 0;
      }
    }
    for (NftChain chain : found < enough ? client.chains(nft) : List.<NftChain>of()) {
      boolean counts =
          Table.named(chain.table())
              .filter(t -> !t.builtInChains().contains(chain.name()))
              .isPresent();
      found += counts && found < enough ? client.rules(nft, chain.table(), chain.name()).size() : 0;
    }
    return found;
  }

  private Optional<Chain> ask(Table table, String name) {
    try {
      Optional<Chain> chain = tables.chain(table, name).map(one -> read(table, one));
      if (!tables.generation().equals(generation)) {
        throw new ChangedRulesException();
      }
      return chain;
    } catch (NetlinkException e) {
      throw NetlinkFailure.exception(e);
    }
  }

  private Chain read(Table table, NftChain chain) {
    return NftChainRules.of(chain, tables.rules(table, chain.name())).chain();
  }

  @Override
  public void close() {
    client.close();
    ipset.close();
  }
}
