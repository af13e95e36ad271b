// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.iptables.kernel.legacy.IncompatibleLayoutException;
import io.svcrules.iptables.kernel.legacy.LegacyTables;
import io.svcrules.iptables.kernel.legacy.RefusedEditException;
import io.svcrules.iptables.kernel.legacy.TableNames;
import io.svcrules.iptables.kernel.legacy.TableWatch;
import io.svcrules.iptables.kernel.nft.KernelSets;
import io.svcrules.iptables.kernel.nft.UnsupportedRuleException;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.PlanStep;
import io.svcrules.iptables.plan.TablePlan;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.NetlinkException;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.OptionSocketOpener;
import io.svcrules.netlink.ipset.IpsetClient;
import io.svcrules.netlink.jnr.AdvisoryLock;
import io.svcrules.netlink.jnr.JnrOptionSocketOpener;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import io.svcrules.netlink.jnr.SocketSettings;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The rules of a kernel by the socket options of x_tables, in the layout of iptables-legacy. The
 * kernel takes a table only as a whole, so that every change costs what the table costs, but for a
 * large one a fifth of what iptables takes to read and write its text. What cannot be said this way
 * here, the commands of iptables do: rules of kinds unknown here, tables that no kernel module
 * gives yet, and everything on a machine on which the native part of this library does not load.
 *
 * <p>One thread at a time may use it.
 */
public final class LegacyPacketFilter implements PacketFilter, ChangeWatch, AutoCloseable {
  private final IpFamily family;
  private final PacketFilter portable;
  private final IpsetClient ipset;
  private final LegacyTables tables;
  private final TableWatch watch;
  private final Path lock;

  /**
   * The rules of one family.
   *
   * @param namespace the file of the network namespace; empty for that of the calling thread
   * @param opener opens sockets of the family there
   * @param runner runs iptables there
   * @param lock the file that the commands of iptables lock
   */
  public LegacyPacketFilter(
      IpFamily family,
      Optional<Path> namespace,
      OptionSocketOpener opener,
      CommandRunner runner,
      Path lock) {
    this.family = family;
    this.portable = new RestorePacketFilter(family, IptablesVariant.LEGACY, runner);
    this.ipset =
        new IpsetClient(
            new JnrSocketOpener(NetlinkProtocol.NETFILTER, SocketSettings.defaults(), namespace));
    this.tables =
        new LegacyTables(
            family, opener, new KernelSets(ipset), new LegacyListedRules(family, runner));
    this.watch = new TableWatch(family, opener, new TableNames(family, namespace));
    this.lock = lock;
  }

  /**
   * The rules of one family in a network namespace.
   *
   * @param namespace the file of the network namespace; empty for that of the calling thread
   * @param runner runs iptables there
   * @param lock the file that the commands of iptables lock
   */
  public static LegacyPacketFilter in(
      Optional<Path> namespace, IpFamily family, CommandRunner runner, Path lock) {
    InetFamily inet =
        switch (family) {
          case IPV4 -> InetFamily.IPV4;
          case IPV6 -> InetFamily.IPV6;
        };
    OptionSocketOpener opener = new JnrOptionSocketOpener(inet, namespace);
    return new LegacyPacketFilter(family, namespace, opener, runner, lock);
  }

  /**
   * The rules of one family in the network namespace of this process.
   *
   * @param runner runs iptables, where socket options cannot do it
   */
  public static LegacyPacketFilter ofProcess(IpFamily family, CommandRunner runner) {
    return in(
        Optional.empty(), family, runner, XtablesLock.file(System.getenv(XtablesLock.VARIABLE)));
  }

  @Override
  public IpFamily family() {
    return family;
  }

  @Override
  public Ruleset read() {
    try {
      List<TableRules> all = new ArrayList<>();
      for (Table table : watch.begin()) {
        all.add(tables.read(table));
      }
      return Ruleset.of(family, all);
    } catch (IncompatibleLayoutException | LinkageError e) {
      watch.forget();
      return portable.read();
    } catch (UncheckedIOException e) {
      throw unreadable(e);
    } catch (NetlinkException e) {
      throw NetlinkFailure.exception("x_tables", e);
    }
  }

  private static PacketFilterException unreadable(UncheckedIOException e) {
    Kind kind =
        e.getCause() instanceof AccessDeniedException ? Kind.NOT_PERMITTED : Kind.UNAVAILABLE;
    return new PacketFilterException(
        kind, "x_tables: " + e.getMessage(), Optional.empty(), Optional.empty(), e);
  }

  /**
   * {@inheritDoc} A rule that takes the place of one that is as long is not noticed; whoever must
   * know of it reads all rules. True where socket options cannot be used: nobody can tell there.
   */
  @Override
  public boolean isChangedByOthers() {
    try {
      return watch.isChanged();
    } catch (IncompatibleLayoutException | LinkageError e) {
      return true;
    } catch (UncheckedIOException e) {
      throw unreadable(e);
    } catch (NetlinkException e) {
      throw NetlinkFailure.exception("x_tables", e);
    }
  }

  @Override
  public void apply(IptablesPlan plan) {
    if (plan.family() != family) {
      throw new IllegalArgumentException(plan.family() + " changes for " + family);
    }
    Transaction.of(plan, IptablesVariant.LEGACY.stepsAtOnce()).forEach(this::commit);
  }

  private void commit(Transaction transaction) {
    try {
      commitLocked(transaction);
    } catch (RefusedEditException e) {
      throw refusal(e, transaction);
    } catch (UnsupportedRuleException | IncompatibleLayoutException | LinkageError e) {
      // The commands take the lock themselves, which was given back by now; whoever else had it
      // until they were done may have changed rules, too.
      watch.forget();
      TablePlan plan = new TablePlan(transaction.table(), List.of(), transaction.steps());
      portable.apply(new IptablesPlan(family, List.of(plan), new TreeSet<>()));
    } catch (NetlinkException e) {
      throw NetlinkFailure.exception("x_tables", e);
    }
  }

  private void commitLocked(Transaction transaction) {
    AdvisoryLock held = XtablesLock.take(lock);
    try {
      watch.beforeOwnChange(transaction.table());
      tables.commit(transaction.changes());
      watch.afterOwnChange(transaction.table());
    } finally {
      held.close();
    }
  }

  private static PacketFilterException refusal(RefusedEditException e, Transaction transaction) {
    Optional<PlanStep> step =
        e.change().isPresent()
            ? Optional.of(transaction.steps().get(e.change().getAsInt()))
            : Optional.empty();
    String reason =
        e.getMessage()
            + (step.isPresent() ? "" : " (the kernel refuses the transaction as a whole)");
    return new PacketFilterException(
        Kind.REFUSED, reason, Optional.of(transaction.table()), step, e);
  }

  @Override
  public void close() {
    ipset.close();
  }
}
