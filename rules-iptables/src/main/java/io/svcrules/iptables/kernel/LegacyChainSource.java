// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.kernel.legacy.IncompatibleLayoutException;
import io.svcrules.iptables.kernel.legacy.LegacyTable;
import io.svcrules.iptables.kernel.legacy.LegacyTables;
import io.svcrules.iptables.kernel.legacy.TableNames;
import io.svcrules.iptables.kernel.nft.KernelSets;
import io.svcrules.iptables.trace.ChainSource;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.NetlinkException;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.ipset.IpsetClient;
import io.svcrules.netlink.jnr.JnrOptionSocketOpener;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import io.svcrules.netlink.jnr.SocketSettings;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The chains of iptables-legacy in a kernel by socket options: a table is read when a packet first
 * comes there, and a chain decoded when one first comes to it. One thread at a time may use it.
 */
public final class LegacyChainSource implements ChainSource, AutoCloseable {
  private final IpFamily family;
  private final IpsetClient ipset;
  private final LegacyTables tables;
  private final List<Table> present;
  private final Map<Table, LegacyTable> held = new EnumMap<>(Table.class);

  /**
   * The chains of one family.
   *
   * @param namespace the file of the network namespace; empty for that of the calling thread
   * @param runner runs iptables there, for rules unknown here
   * @throws IncompatibleLayoutException if there is a table that is not known here
   * @throws java.io.UncheckedIOException if the kernel does not say which tables there are
   */
  public LegacyChainSource(IpFamily family, Optional<Path> namespace, CommandRunner runner) {
    this.family = family;
    this.present = new TableNames(family, namespace).present();
    this.ipset =
        new IpsetClient(
            new JnrSocketOpener(NetlinkProtocol.NETFILTER, SocketSettings.defaults(), namespace));
    InetFamily inet =
        switch (family) {
          case IPV4 -> InetFamily.IPV4;
          case IPV6 -> InetFamily.IPV6;
        };
    this.tables =
        new LegacyTables(
            family,
            new JnrOptionSocketOpener(inet, namespace),
            new KernelSets(ipset),
            new LegacyListedRules(family, runner));
  }

  @Override
  public IpFamily family() {
    return family;
  }

  /**
   * A chain.
   *
   * @throws PacketFilterException if the kernel cannot be asked
   * @throws ChangedRulesException if the rules changed while they were read, or cannot be read but
   *     as a whole
   */
  @Override
  public Optional<Chain> chain(Table table, String name) {
    try {
      return present.contains(table) ? held(table).chain(name) : Optional.empty();
    } catch (IncompatibleLayoutException e) {
      throw new ChangedRulesException();
    } catch (NetlinkException e) {
      throw NetlinkFailure.exception("x_tables", e);
    }
  }

  private LegacyTable held(Table table) {
    return held.computeIfAbsent(table, tables::hold);
  }

  /** Whether kubelet has left its mark here. */
  boolean isMarkedByKubelet() {
    return present.contains(Table.MANGLE)
        && VariantCensus.KUBELET_CHAINS.stream().anyMatch(held(Table.MANGLE)::hasChain);
  }

  /** How many entries all tables have: never less than {@link #rules}, and quickly told. */
  int entries() {
    return present.stream().mapToInt(tables::entries).sum();
  }

  /** How many rules there are, or as many as is enough. Looks at small tables first. */
  int rules(int enough) {
    int found = 0;
    List<Table> sorted = present.stream().sorted(Comparator.comparingInt(tables::entries)).toList();
    for (Table table : sorted) {
      found += found < enough ? held(table).rules() : 0;
    }
    return found;
  }

  @Override
  public void close() {
    held.values().forEach(LegacyTable::close);
    held.clear();
    ipset.close();
  }
}
