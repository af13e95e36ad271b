// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.trace.Host;
import io.svcrules.ipvs.kernel.IpvsTable;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The kernel this process runs on. */
final class KernelIpvsTables implements IpvsTables {
  /** The device as kube-proxy names it: written out, as nothing of IPVS is loaded yet. */
  private static final String DEVICE = "kube-ipvs0";

  /** proc(5): the kernel's own {@code release}. */
  private static final Path RELEASE = Path.of("/proc/sys/kernel/osrelease");

  /** sysfs: a directory for each module, built in or loaded. */
  private static final Path MODULES = Path.of("/sys/module");

  private final PacketFilters filters;
  private final NodeEffects effects;

  KernelIpvsTables(PacketFilters filters, NodeEffects effects) {
    this.filters = filters;
    this.effects = effects;
  }

  @Override
  public boolean isPresent() {
    return hasDevice() || LeftSettings.areThere(effects);
  }

  private static boolean hasDevice() {
    try {
      return NetworkInterface.getByName(DEVICE) != null;
    } catch (SocketException e) {
      throw new UncheckedIOException("cannot look for device " + DEVICE, e);
    }
  }

  @Override
  public boolean isLoaded() {
    return Files.exists(MODULES.resolve("ip_vs")) && Files.exists(MODULES.resolve("ip_set"));
  }

  @Override
  public List<IpAddress> nodeAddresses() {
    return NetlinkTables.nodeAddresses();
  }

  @Override
  public Host host(IpFamily family) {
    try {
      return NetlinkRoutes.host(family, DEVICE);
    } catch (LinkageError e) {
      // Where the native part of this library does not load, the routes are not known.
      return IpvsTables.super.host(family);
    }
  }

  @Override
  public boolean wantsConnReuseMode() {
    try {
      return KernelRelease.parse(Files.readString(RELEASE)).isBefore(5, 9);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RELEASE, e);
    }
  }

  @Override
  public IpvsTable open(IptablesVariant variant) {
    return NetlinkTables.open(filters, variant, effects::sysctls);
  }
}
