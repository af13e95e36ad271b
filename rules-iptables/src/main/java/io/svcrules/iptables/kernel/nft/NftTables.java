// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Table;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.KernelErrorException;
import io.svcrules.netlink.NetlinkException;
import io.svcrules.netlink.nftables.NftChain;
import io.svcrules.netlink.nftables.NftFamily;
import io.svcrules.netlink.nftables.NftGeneration;
import io.svcrules.netlink.nftables.NftRule;
import io.svcrules.netlink.nftables.NftTransaction;
import io.svcrules.netlink.nftables.NftablesClient;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The tables of iptables-nft in the kernel, of one family.
 *
 * <p>All methods throw {@link NetlinkException} if the kernel cannot be asked.
 */
public final class NftTables {
  private final NftablesClient client;
  private final NftFamily family;
  private final NftRuleEncoder encoder;
  private final ChainReader chains;
  private final SnapshotReader reader;

  /**
   * The tables of a family.
   *
   * @param client speaks to the kernel, and stays open
   * @param encoding how new rules are written
   * @param sets the ipsets that rules may name
   */
  public NftTables(NftablesClient client, IpFamily family, NftEncoding encoding, SetIndexes sets) {
    this(client, Optional.empty(), family, encoding, sets, ForeignRules.DECODED);
  }

  /**
   * The tables of a family.
   *
   * @param client speaks to the kernel, and stays open
   * @param clients makes more clients of the same network namespace, for several processors to read
   *     a large table; without it one reads all
   * @param encoding how new rules are written
   * @param sets the ipsets that rules may name; for use by several threads
   * @param foreign knows what rules say that are not known here; for use by several threads
   */
  public NftTables(
      NftablesClient client,
      Optional<Supplier<NftablesClient>> clients,
      IpFamily family,
      NftEncoding encoding,
      SetIndexes sets,
      ForeignRules foreign) {
    this.client = client;
    this.family =
        switch (family) {
          case IPV4 -> NftFamily.IPV4;
          case IPV6 -> NftFamily.IPV6;
        };
    this.encoder = new NftRuleEncoder(family, encoding, sets);
    this.chains = new ChainReader(client, this.family, new NftRuleDecoder(family, sets), foreign);
    this.reader = new SnapshotReader(family, new ChainReaders(chains, clients));
  }

  /** The present generation of the rule set, that of all families. */
  public NftGeneration generation() {
    return client.generation();
  }

  /** A chain without its rules, if it exists. */
  public Optional<NftChain> chain(Table table, String name) {
    return client.chain(family, table.lowerCase(), name);
  }

  /** The rules of a chain in their order; none if it does not exist. */
  public List<HandledRule> rules(Table table, String chain) {
    return chains.rules(table, chain);
  }

  /**
   * All chains, all of one generation.
   *
   * @throws NetlinkException if the rule set changed during every attempt
   * @throws IncompatibleTableException if iptables would not read the tables
   */
  public NftSnapshot read() {
    return reader.read();
  }

  /**
   * Makes changes, all or none.
   *
   * @throws RefusedTransactionException if the kernel refuses; nothing was done
   * @throws UnsupportedRuleException if a rule has no encoding; nothing was done
   */
  public void apply(List<? extends NftChange> changes) {
    apply(changes, Optional.empty());
  }

  /**
   * Makes changes, all or none, provided nobody changed any rule set since a generation.
   *
   * @throws RefusedTransactionException if the kernel refuses, with {@code ERESTART} for the
   *     transaction as a whole if there is a later generation; nothing was done
   * @throws UnsupportedRuleException if a rule has no encoding; nothing was done
   */
  public void applyIf(NftGeneration generation, List<? extends NftChange> changes) {
    apply(changes, Optional.of(generation));
  }

  /**
   * The same, and reports the handles of the new rules. For changes, not for first loads: the
   * reports take room in the receive buffer.
   *
   * @return the handle of each new rule, in the order of the changes
   * @throws RefusedTransactionException as above
   * @throws UnsupportedRuleException as above
   */
  public List<Long> applyAndReportIf(NftGeneration generation, List<? extends NftChange> changes) {
    Set<Table> tables = createdIn(changes);
    try {
      return client
          .commitAndReportIf(generation, transaction -> write(tables, changes, transaction))
          .stream()
          .map(NftRule::handle)
          .toList();
    } catch (KernelErrorException e) {
      throw refusal(e, tables.size(), changes);
    }
  }

  private void apply(List<? extends NftChange> changes, Optional<NftGeneration> generation) {
    Set<Table> tables = createdIn(changes);
    try {
      if (generation.isPresent()) {
        client.commitIf(generation.get(), transaction -> write(tables, changes, transaction));
      } else {
        client.commit(transaction -> write(tables, changes, transaction));
      }
    } catch (KernelErrorException e) {
      throw refusal(e, tables.size(), changes);
    }
  }

  private void write(
      Set<Table> tables, List<? extends NftChange> changes, NftTransaction transaction) {
    NftWriter out = new NftWriter(transaction, family, encoder);
    tables.forEach(out::createTable);
    changes.forEach(change -> change.writeTo(out));
  }

  /** The tables that are to get new chains and therefore must exist. */
  private static Set<Table> createdIn(List<? extends NftChange> changes) {
    Set<Table> tables = EnumSet.noneOf(Table.class);
    for (NftChange change : changes) {
      if (change instanceof CreateChain || change instanceof CreateBaseChain) {
        tables.add(change.table());
      }
    }
    return tables;
  }

  private static RefusedTransactionException refusal(
      KernelErrorException e, int tables, List<? extends NftChange> changes) {
    List<RefusedChange> refused = new ArrayList<>();
    for (var failure : e.failures()) {
      int index = failure.index() - tables;
      Optional<NftChange> change = index < 0 ? Optional.empty() : Optional.of(changes.get(index));
      refused.add(new RefusedChange(index, change, failure));
    }
    return new RefusedTransactionException(refused);
  }
}
