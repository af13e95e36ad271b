// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.compile.LocalDetector;
import io.svcrules.iptables.compile.NodePortAddresses;
import io.svcrules.ipvs.IpvsTimeouts;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import java.util.List;

/** Collects the fields of an {@link IpvsConfig}; what is not set has kube-proxy's default. */
public final class IpvsConfigBuilder {
  /** 15 minutes: as long as the kernel keeps a silent TCP connection of a virtual server. */
  private static final int DEFAULT_DRAIN_SECONDS = 900;

  private String scheduler = SchedulerChoice.DEFAULT;
  private List<Cidr> excludeCidrs = List.of();
  private boolean strictArp;
  private IpvsTimeouts timeouts = IpvsTimeouts.UNCHANGED;
  private int drainSeconds = DEFAULT_DRAIN_SECONDS;
  private boolean localFallback;
  private boolean masqueradeAll;
  private int masqueradeBit = IptablesConfig.DEFAULT_MASQUERADE_BIT;
  private boolean randomFully = true;
  private LocalDetector localDetector = LocalDetector.None.NONE;
  private NodePortAddresses nodePortAddresses = NodePortAddresses.ALL;
  private List<IpAddress> nodeAddresses = List.of();
  private boolean connReuseMode;

  IpvsConfigBuilder() {}

  /** Sets {@code --ipvs-scheduler}; empty for the default. */
  public IpvsConfigBuilder scheduler(String value) {
    scheduler = value.isEmpty() ? SchedulerChoice.DEFAULT : value;
    return this;
  }

  /** Sets {@code --ipvs-exclude-cidrs}. */
  public IpvsConfigBuilder excludeCidrs(List<Cidr> value) {
    excludeCidrs = value;
    return this;
  }

  /** Sets {@code --ipvs-strict-arp}. */
  public IpvsConfigBuilder strictArp(boolean value) {
    strictArp = value;
    return this;
  }

  /** Sets {@code --ipvs-tcp-timeout}, {@code --ipvs-tcpfin-timeout}, {@code --ipvs-udp-timeout}. */
  public IpvsConfigBuilder timeouts(IpvsTimeouts value) {
    timeouts = value;
    return this;
  }

  /** Sets {@code --drain-timeout}, in seconds. */
  public IpvsConfigBuilder drainSeconds(int value) {
    drainSeconds = value;
    return this;
  }

  /** Sets {@code --ipvs-local-fallback}. */
  public IpvsConfigBuilder localFallback(boolean value) {
    localFallback = value;
    return this;
  }

  /** Sets {@code --masquerade-all}. */
  public IpvsConfigBuilder masqueradeAll(boolean value) {
    masqueradeAll = value;
    return this;
  }

  /** Sets {@code --iptables-masquerade-bit}. */
  public IpvsConfigBuilder masqueradeBit(int value) {
    masqueradeBit = value;
    return this;
  }

  /** Sets whether masquerading picks source ports at random. */
  public IpvsConfigBuilder randomFully(boolean value) {
    randomFully = value;
    return this;
  }

  /** Sets how traffic of local pods is told from all other. */
  public IpvsConfigBuilder localDetector(LocalDetector value) {
    localDetector = value;
    return this;
  }

  /** Sets {@code --nodeport-addresses}. */
  public IpvsConfigBuilder nodePortAddresses(NodePortAddresses value) {
    nodePortAddresses = value;
    return this;
  }

  /** Sets the addresses of the node's interfaces, the primary one of each family first. */
  public IpvsConfigBuilder nodeAddresses(List<IpAddress> value) {
    nodeAddresses = value;
    return this;
  }

  /** Sets whether the kernel is older than 5.9. */
  public IpvsConfigBuilder connReuseMode(boolean value) {
    connReuseMode = value;
    return this;
  }

  /**
   * The configuration.
   *
   * @throws IllegalArgumentException if a number is out of range
   */
  public IpvsConfig build() {
    return new IpvsConfig(
        scheduler,
        excludeCidrs,
        strictArp,
        timeouts,
        drainSeconds,
        localFallback,
        masqueradeAll,
        masqueradeBit,
        randomFully,
        localDetector,
        nodePortAddresses,
        nodeAddresses,
        connReuseMode);
  }
}
