// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import io.svcrules.iptables.compile.LocalDetector;
import io.svcrules.iptables.compile.NodePortAddresses;
import io.svcrules.ipvs.IpvsTimeouts;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.Optional;

/**
 * What an operator may choose about IPVS mode, and what it needs to know of the node. Made by
 * {@link #builder}.
 *
 * @param scheduler how virtual servers choose real servers ({@code --ipvs-scheduler})
 * @param excludeCidrs addresses that are left to others ({@code --ipvs-exclude-cidrs}): no virtual
 *     server on them is made, changed or removed, and none of them is bound or unbound
 * @param strictArp whether the node answers ARP only for addresses of the asked interface ({@code
 *     --ipvs-strict-arp})
 * @param timeouts when the kernel forgets connections
 * @param drainSeconds how long a removed real server of TCP may keep its connections ({@code
 *     --drain-timeout}); 0: not at all
 * @param localFallback whether a Local policy without endpoints on this node falls back to all
 *     endpoints, as with kube-proxy, instead of dropping ({@code --ipvs-local-fallback})
 * @param masqueradeAll whether all traffic to cluster IPs gets the node's source address
 * @param masqueradeBit the bit of the packet mark that asks for a new source address: 0 to 31
 * @param randomFully whether masquerading picks source ports at random
 * @param localDetector how traffic of local pods is told from all other
 * @param nodePortAddresses on which addresses node ports answer
 * @param nodeAddresses the addresses of the node's interfaces, the dummy device's left out, the
 *     primary one of each family first
 * @param connReuseMode whether the kernel is older than 5.9 and wants {@code conn_reuse_mode} off
 */
public record IpvsConfig(
    String scheduler,
    List<Cidr> excludeCidrs,
    boolean strictArp,
    IpvsTimeouts timeouts,
    int drainSeconds,
    boolean localFallback,
    boolean masqueradeAll,
    int masqueradeBit,
    boolean randomFully,
    LocalDetector localDetector,
    NodePortAddresses nodePortAddresses,
    List<IpAddress> nodeAddresses,
    boolean connReuseMode) {
  private static final Cidr LINK_LOCAL = Cidr.parse("fe80::/10");

  /** Copies the lists and refuses values out of range. */
  public IpvsConfig {
    excludeCidrs = List.copyOf(excludeCidrs);
    nodeAddresses = List.copyOf(nodeAddresses);
    if (masqueradeBit < 0 || masqueradeBit > 31) {
      throw new IllegalArgumentException(
          "masquerade bit " + masqueradeBit + " is not within 0 to 31");
    }
    if (drainSeconds < 0) {
      throw new IllegalArgumentException("drain timeout " + drainSeconds + " is below 0");
    }
  }

  /** kube-proxy's defaults, on a node nothing is known of. */
  public static IpvsConfigBuilder builder() {
    return new IpvsConfigBuilder();
  }

  /** The names of the kernel's schedulers, the simplest first. */
  public static List<String> schedulers() {
    return SchedulerChoice.KNOWN;
  }

  /**
   * Whether a text names a scheduler of the kernel.
   *
   * @param text {@code NAME}, or {@code NAME,FLAG,…} with the flags as ipvsadm calls them
   */
  public static boolean isScheduler(String text) {
    return SchedulerChoice.parse(text).isPresent();
  }

  /** The scheduler of all services that ask for no other, without flags. */
  public String usualScheduler() {
    return SchedulerChoice.usual(this).scheduler();
  }

  /** The mark that asks for a new source address: one bit of 32. */
  public int masqueradeMark() {
    return 1 << masqueradeBit;
  }

  /** Whether an address is left to others. */
  public boolean excludes(IpAddress address) {
    return !excludeCidrs.isEmpty()
        && excludeCidrs.stream().anyMatch(cidr -> cidr.contains(address));
  }

  /** The primary address of the node in a family. */
  public Optional<IpAddress> nodeAddress(IpFamily family) {
    return nodeAddresses.stream()
        .filter(address -> address.family() == family && !address.isLoopback())
        .findFirst();
  }

  /**
   * The addresses that node ports answer on: neither loopback ones, which no virtual server can
   * serve, nor link-local IPv6 ones, which are nothing without an interface.
   */
  public List<IpAddress> nodePortServers(IpFamily family) {
    return nodePortAddresses.choose(family, nodeAddresses).stream()
        .filter(address -> !address.isLoopback() && !LINK_LOCAL.contains(address))
        .toList();
  }
}
