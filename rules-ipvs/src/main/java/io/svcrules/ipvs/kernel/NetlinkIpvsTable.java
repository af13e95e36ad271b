// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.sysctl.SysctlKeeper;
import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.NetlinkException;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.SocketOpener;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A real kernel: virtual servers, addresses and sets over netlink, settings by way of /proc/sys,
 * rules through a {@link PacketFilter}. No process runs but those of the filter.
 *
 * <p>Belongs to the network namespace of the threads that call it. One thread at a time may use it.
 */
public final class NetlinkIpvsTable implements LiveIpvsTable, AutoCloseable {
  private final KernelClients kernel;
  private final Function<IpFamily, PacketFilter> filters;

  private final RecordedSettings settings;

  private NetlinkIpvsTable(
      KernelClients kernel,
      Function<IpFamily, PacketFilter> filters,
      Supplier<SysctlKeeper> settings) {
    this.kernel = kernel;
    this.filters = filters;
    this.settings = new RecordedSettings(settings);
  }

  /**
   * The kernel this process runs on. Looks for what IPVS mode needs, for which the kernel may load
   * modules.
   *
   * @param filters the rules of each family
   * @throws IpvsTableException of kind {@link IpvsRefusal#UNAVAILABLE} if the kernel lacks IPVS or
   *     ipset, of kind {@link IpvsRefusal#NOT_PERMITTED} if the process may not use them
   */
  public static NetlinkIpvsTable open(Function<IpFamily, PacketFilter> filters) {
    return open(filters, RecordedSettings::ofProcess);
  }

  /**
   * The same.
   *
   * @param filters the rules of each family
   * @param settings gives what remembers the settings of the calling thread's network namespace
   * @throws IpvsTableException as above
   */
  public static NetlinkIpvsTable open(
      Function<IpFamily, PacketFilter> filters, Supplier<SysctlKeeper> settings) {
    return new NetlinkIpvsTable(KernelClients.open(JnrSocketOpener::of), filters, settings);
  }

  /**
   * The kernel behind sockets.
   *
   * @param filters the rules of each family
   * @param sockets opens those of a protocol
   * @throws IpvsTableException as above
   */
  public static NetlinkIpvsTable open(
      Function<IpFamily, PacketFilter> filters, Function<NetlinkProtocol, SocketOpener> sockets) {
    return new NetlinkIpvsTable(KernelClients.open(sockets), filters, RecordedSettings::ofProcess);
  }

  @Override
  public IpvsSnapshot read(IpFamily family) {
    Ruleset rules = filters.apply(family).read();
    try {
      return new SnapshotReader(kernel, family).read(rules).withSettingsBefore(settings.before());
    } catch (NetlinkException e) {
      throw Refusals.of(e);
    }
  }

  @Override
  public void apply(IpFamily family, List<IpvsChange> changes) {
    ChangeSender sender = new ChangeSender(kernel, () -> filters.apply(family), settings);
    for (IpvsChange change : changes) {
      sender.take(change);
    }
    sender.finish();
  }

  @Override
  public RealServersNow realServers(
      IpFamily family, Collection<? extends VirtualServerKey> servers) {
    try {
      return new SnapshotReader(kernel, family).realServers(servers);
    } catch (NetlinkException e) {
      throw Refusals.of(e);
    }
  }

  @Override
  public IpvsState outline(IpFamily family) {
    Ruleset rules = filters.apply(family).read();
    try {
      return new SnapshotReader(kernel, family).outline(rules);
    } catch (NetlinkException e) {
      throw Refusals.of(e);
    }
  }

  @Override
  public IpvsProbe probe() {
    return new NetlinkProbe(kernel);
  }

  @Override
  public void close() {
    kernel.close();
  }
}
