// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.iptables.kernel.nft.IncompatibleTableException;
import io.svcrules.iptables.kernel.nft.KernelSets;
import io.svcrules.iptables.kernel.nft.LiveTables;
import io.svcrules.iptables.kernel.nft.NftEncoding;
import io.svcrules.iptables.kernel.nft.NftTables;
import io.svcrules.iptables.kernel.nft.OwnCommits;
import io.svcrules.iptables.kernel.nft.RefusedChangeException;
import io.svcrules.iptables.kernel.nft.UnsupportedRuleException;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.TablePlan;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.NetlinkConnection;
import io.svcrules.netlink.NetlinkException;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.SocketOpener;
import io.svcrules.netlink.ipset.IpsetClient;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import io.svcrules.netlink.jnr.SocketSettings;
import io.svcrules.netlink.nftables.NftablesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The rules of a kernel over nf_tables netlink, in the encoding of iptables-nft. The longer it
 * lives, the less it has to ask: a small change costs what the kernel takes for it. What netlink
 * cannot do here, the commands of iptables do: rules of kinds unknown here, tables that iptables
 * has not made, and everything on a machine on which the native part of this library does not load.
 *
 * <p>One thread at a time may use it.
 */
public final class NftPacketFilter implements PacketFilter, ChangeWatch, AutoCloseable {
  /**
   * How many steps a transaction has at most, where it may be cut. Each one has the kernel look at
   * all chains of the table; this many are 12 MiB of commands.
   */
  static final int STEPS_AT_ONCE = 30_000;

  /** Room for the refusals of all commands of a transaction, of 1 KiB each: 64 MiB. */
  private static final SocketSettings SETTINGS =
      new SocketSettings(SocketSettings.defaults().receiveTimeout(), 64 * 1024 * 1024);

  /** Reading so many rules takes less than 100 µs. */
  private static final int SHORT_CHAIN = 64;

  private final IpFamily family;
  private final PacketFilter portable;
  private final NftablesClient client;
  private final IpsetClient ipset;
  private final LiveTables tables;

  /**
   * The rules of one family.
   *
   * @param opener opens sockets of protocol {@code NETFILTER} in the network namespace
   * @param runner runs iptables in the same network namespace
   * @param own what this process changes there by other filters; shared by those of both families
   */
  public NftPacketFilter(
      IpFamily family, SocketOpener opener, CommandRunner runner, OwnCommits own) {
    this(family, opener, runner, own, SHORT_CHAIN);
  }

  /** With the length up to which chains are read again instead of being remembered. */
  NftPacketFilter(
      IpFamily family, SocketOpener opener, CommandRunner runner, OwnCommits own, int shortChain) {
    this.family = family;
    this.portable = new RestorePacketFilter(family, IptablesVariant.NFT, runner);
    this.client = new NftablesClient(new NetlinkConnection(opener));
    this.ipset = new IpsetClient(opener);
    KernelSets sets = new KernelSets(ipset);
    this.tables =
        new LiveTables(
            new NftTables(
                client,
                Optional.of(() -> new NftablesClient(new NetlinkConnection(opener))),
                family,
                NftEncoding.COMPACT,
                sets,
                new NftListedRules(family, runner)),
            sets,
            own,
            shortChain);
  }

  /**
   * The rules of one family in the network namespace of this process.
   *
   * @param runner runs iptables, where netlink cannot do it
   * @param own what this process changes by other filters; shared by those of both families
   */
  public static NftPacketFilter ofProcess(IpFamily family, CommandRunner runner, OwnCommits own) {
    JnrSocketOpener opener = JnrSocketOpener.of(NetlinkProtocol.NETFILTER).with(SETTINGS);
    return new NftPacketFilter(family, opener, runner, own);
  }

  @Override
  public IpFamily family() {
    return family;
  }

  @Override
  public Ruleset read() {
    try {
      return tables.read();
    } catch (IncompatibleTableException | LinkageError e) {
      tables.forget();
      return portable.read();
    } catch (NetlinkException e) {
      throw NetlinkFailure.exception(e);
    }
  }

  /**
   * Whether anybody else has changed rules of nf_tables, of whatever family, since these were last
   * read or changed here; true if neither has happened, or netlink cannot be spoken on this
   * machine. Costs one question to the kernel.
   *
   * @throws PacketFilterException if the kernel cannot be asked
   */
  @Override
  public boolean isChangedByOthers() {
    try {
      return tables.isChangedByOthers();
    } catch (LinkageError e) {
      // Where netlink cannot be spoken, nobody can tell.
      return true;
    } catch (NetlinkException e) {
      throw NetlinkFailure.exception(e);
    }
  }

  /**
   * Whether kubelet has left the mark here by which it says that it uses nf_tables. Costs two
   * questions to the kernel; {@link VariantDetector} looks at all rules. False as well if the
   * kernel cannot be asked.
   */
  public boolean isMarkedByKubelet() {
    try {
      return VariantCensus.KUBELET_CHAINS.stream()
          .anyMatch(chain -> tables.hasChain(Table.MANGLE, chain));
    } catch (NetlinkException | LinkageError e) {
      // Whoever looks at the rules next is told why they cannot be seen.
      return false;
    }
  }

  @Override
  public void apply(IptablesPlan plan) {
    apply(plan, StepProgress.NONE);
  }

  @Override
  public void apply(IptablesPlan plan, StepProgress progress) {
    if (plan.family() != family) {
      throw new IllegalArgumentException(plan.family() + " changes for " + family);
    }
    List<Transaction> transactions = Transaction.of(plan, STEPS_AT_ONCE);
    int all = transactions.stream().mapToInt(one -> one.steps().size()).sum();
    boolean small = all <= STEPS_AT_ONCE;
    if (small && transactions.size() > 1 && isCommittedAtOnce(transactions)) {
      progress.done(all, all);
      return;
    }
    int done = 0;
    for (Transaction one : transactions) {
      commit(List.of(one));
      done += one.steps().size();
      progress.done(done, all);
    }
  }

  /** False if something is refused: then the tables in front of the refused one are to change. */
  private boolean isCommittedAtOnce(List<Transaction> transactions) {
    try {
      commit(transactions);
      return true;
    } catch (PacketFilterException e) {
      if (e.kind() != Kind.REFUSED) {
        throw e;
      }
      return false;
    }
  }

  private void commit(List<Transaction> transactions) {
    try {
      tables.commit(transactions.stream().map(Transaction::changes).toList());
    } catch (UnsupportedRuleException | IncompatibleTableException | LinkageError e) {
      tables.forget();
      portable.apply(plan(transactions));
    } catch (RefusedChangeException e) {
      throw NetlinkFailure.refusal(e, transactions);
    } catch (NetlinkException e) {
      throw NetlinkFailure.exception(e);
    }
  }

  private IptablesPlan plan(List<Transaction> transactions) {
    List<TablePlan> plans = new ArrayList<>();
    for (Transaction one : transactions) {
      plans.add(new TablePlan(one.table(), List.of(), one.steps()));
    }
    return new IptablesPlan(family, plans, new TreeSet<>());
  }

  @Override
  public void close() {
    client.close();
    ipset.close();
  }
}
