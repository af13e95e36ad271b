// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.PacketFilterException;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.iptables.plan.ChainsPlanner;
import io.svcrules.iptables.plan.CleanupPlanner;
import io.svcrules.iptables.plan.CleanupScope;
import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpSetDefinition;
import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.IpvsTimeouts;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.VirtualServerSettings;
import io.svcrules.ipvs.plan.HostChange;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.ipvs.plan.IpvsChangeReceiver;
import io.svcrules.netlink.Errno;
import io.svcrules.netlink.KernelErrorException;
import io.svcrules.netlink.NetlinkException;
import io.svcrules.netlink.ipset.IpsetError;
import io.svcrules.netlink.ipvs.IpvsCommand;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Carries out changes in their order. Neighbours of one kind wait for each other, and are sent
 * together as soon as a change of another kind comes.
 */
final class ChangeSender implements IpvsChangeReceiver {
  /** How often, in all, it is waited for a set that is still in use: two seconds. */
  private static final int PAUSES = 200;

  private static final long PAUSE_NANOS = 10_000_000;

  private final KernelClients kernel;
  private final Supplier<PacketFilter> rules;
  private final RecordedSettings settings;
  private Optional<ChangeRun> run = Optional.empty();
  private int pausesLeft = PAUSES;
  private IpvsChange current;

  /**
   * A sender to one kernel.
   *
   * @param rules asked only if rules change, which is seldom
   */
  ChangeSender(KernelClients kernel, Supplier<PacketFilter> rules, RecordedSettings settings) {
    this.kernel = kernel;
    this.rules = rules;
    this.settings = settings;
  }

  /**
   * Carries out a change now or later.
   *
   * @throws IpvsTableException if this or an earlier change is refused
   */
  void take(IpvsChange change) {
    current = change;
    change.applyTo(this);
  }

  /** Carries out what still waits. */
  void finish() {
    if (run.isEmpty()) {
      return;
    }
    ChangeRun waiting = run.get();
    run = Optional.empty();
    try {
      waiting.kind().send(waiting, kernel);
    } catch (NetlinkException e) {
      throw new IpvsTableException(Refusals.of(e), waiting.changes().get(0));
    }
  }

  /** The run that the change at hand joins: that of its likes, if they are its neighbours. */
  private ChangeRun join(RunKind kind) {
    if (run.isEmpty() || !run.get().kind().equals(kind)) {
      finish();
      run = Optional.of(new ChangeRun(kind));
    }
    run.get().changes().add(current);
    return run.get();
  }

  /** Carries out a change by itself. */
  private void alone(Runnable change) {
    finish();
    try {
      change.run();
    } catch (IpvsTableException e) {
      throw new IpvsTableException(e, current);
    } catch (NetlinkException e) {
      throw new IpvsTableException(Refusals.of(e), current);
    }
  }

  @Override
  public void addVirtualServer(VirtualServerKey key, VirtualServerSettings settings) {
    open(IpvsCommand.add(ServerTypes.toNetlink(key, settings)));
  }

  @Override
  public void editVirtualServer(VirtualServerKey key, VirtualServerSettings settings) {
    open(IpvsCommand.edit(ServerTypes.toNetlink(key, settings)));
  }

  @Override
  public void deleteVirtualServer(VirtualServerKey key) {
    close(IpvsCommand.delete(ServerTypes.toNetlink(key)));
  }

  @Override
  public void addRealServer(VirtualServerKey key, RealServer realServer) {
    open(IpvsCommand.add(ServerTypes.toNetlink(key), ServerTypes.toNetlink(realServer)));
  }

  @Override
  public void editRealServer(VirtualServerKey key, RealServer realServer) {
    IpvsCommand command =
        IpvsCommand.edit(ServerTypes.toNetlink(key), ServerTypes.toNetlink(realServer));
    if (realServer.weight() == 0) {
      close(command);
    } else {
      open(command);
    }
  }

  @Override
  public void deleteRealServer(VirtualServerKey key, RealServerKey realServer) {
    close(IpvsCommand.delete(ServerTypes.toNetlink(key), ServerTypes.toNetlink(realServer)));
  }

  // A way that could not be opened must not lead to others being closed.
  private void open(IpvsCommand command) {
    join(new RunKind.Servers(true)).commands().add(command);
  }

  private void close(IpvsCommand command) {
    join(new RunKind.Servers(false)).commands().add(command);
  }

  @Override
  public void createSet(IpSetDefinition definition) {
    alone(
        () -> {
          try {
            kernel.ipset().create(SetTypes.toNetlink(definition));
          } catch (KernelErrorException e) {
            throw Refusals.ofCreation(e, definition.type());
          }
        });
  }

  @Override
  public void addEntry(String set, IpSetEntry entry) {
    join(new RunKind.Elements(set, true)).entries().add(SetTypes.toNetlink(entry));
  }

  @Override
  public void deleteEntry(String set, IpSetEntry entry) {
    join(new RunKind.Elements(set, false)).entries().add(SetTypes.toNetlink(entry));
  }

  @Override
  public void swapSets(String one, String other) {
    ofSet(() -> kernel.ipset().swap(one, other));
  }

  @Override
  public void destroySet(String name) {
    ofSet(() -> destroy(name));
  }

  /**
   * nf_tables lets go of the sets of rules only a moment after the rules are deleted
   * (net/netfilter/nf_tables_api.c nf_tables_trans_destroy_work).
   */
  private void destroy(String name) {
    boolean destroyed = false;
    while (!destroyed) {
      try {
        kernel.ipset().destroy(name);
        destroyed = true;
      } catch (KernelErrorException e) {
        if (e.errno() != IpsetError.IPSET_ERR_BUSY.number() || pausesLeft == 0) {
          throw e;
        }
        pausesLeft--;
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void ofSet(Runnable change) {
    alone(
        () -> {
          try {
            change.run();
          } catch (KernelErrorException e) {
            throw Refusals.ofSet(e);
          }
        });
  }

  @Override
  public void setSysctl(String name, String value) {
    alone(() -> settings.set(name, value));
  }

  @Override
  public void setTimeouts(IpvsTimeouts timeouts) {
    alone(
        () ->
            kernel
                .ipvs()
                .setTimeouts(
                    new io.svcrules.netlink.ipvs.IpvsTimeouts(
                        timeouts.tcp(), timeouts.tcpFin(), timeouts.udp())));
  }

  @Override
  public void createDevice() {
    alone(
        () -> {
          try {
            kernel.route().createLink(BoundAddress.DEVICE, "dummy");
          } catch (KernelErrorException e) {
            if (!e.is(Errno.EEXIST)) {
              throw Refusals.ofDevice(e);
            }
          }
        });
  }

  @Override
  public void addAddress(BoundAddress address) {
    join(new RunKind.Addresses(true)).addresses().add(address);
  }

  @Override
  public void deleteAddress(BoundAddress address) {
    join(new RunKind.Addresses(false)).addresses().add(address);
  }

  @Override
  public void writeRules(Ruleset rules) {
    finish();
    PacketFilter filter = this.rules.get();
    try {
      filter.apply(ChainsPlanner.plan(filter.read(), rules));
    } catch (PacketFilterException e) {
      throw e.kind() == Kind.REFUSED
          ? new IpvsTableException(
              new IpvsTableException(IpvsRefusal.OTHER, e.getMessage(), e), current)
          : e;
    }
  }

  @Override
  public void removeRules(Ruleset rules) {
    finish();
    PacketFilter filter = this.rules.get();
    filter.apply(CleanupPlanner.plan(filter.read(), CleanupScope.of(rules)));
  }

  @Override
  public void deleteDevice() {
    alone(
        () ->
            kernel
                .route()
                .link(BoundAddress.DEVICE)
                .ifPresent(device -> kernel.route().deleteLink(device.index())));
  }

  @Override
  public void deleteFlows(HostChange.DeleteFlows flows) {
    join(new RunKind.Flows()).flows().add(flows);
  }
}
