// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import java.util.List;

/**
 * On which of the node's addresses node ports answer ({@code --nodeport-addresses}).
 *
 * @param cidrs those in these networks; if there is none of a family, or one that is the whole
 *     family, all addresses of that family
 * @param primary the node's first address of each family, whatever the networks say
 */
public record NodePortAddresses(List<Cidr> cidrs, boolean primary) {
  /** All addresses. */
  public static final NodePortAddresses ALL = new NodePortAddresses(List.of(), false);

  private static final IpAddress LOOPBACK = IpAddress.parse("127.0.0.1");

  /** Copies the networks. */
  public NodePortAddresses {
    cidrs = List.copyOf(cidrs);
  }

  /** Whether node ports answer on all addresses of a family. */
  public boolean isAll(IpFamily family) {
    List<Cidr> own = ofFamily(family);
    return !primary && (own.isEmpty() || own.stream().anyMatch(Cidr::isEverything));
  }

  /** Whether node ports answer on IPv4 loopback addresses. */
  public boolean includesLoopback() {
    return isAll(IpFamily.IPV4)
        || (!primary
            && ofFamily(IpFamily.IPV4).stream()
                .anyMatch(cidr -> cidr.network().isLoopback() || cidr.contains(LOOPBACK)));
  }

  /**
   * The addresses that node ports answer on, sorted.
   *
   * @param nodeAddresses the addresses of the node's interfaces, the primary one of each family
   *     first
   */
  public List<IpAddress> choose(IpFamily family, List<IpAddress> nodeAddresses) {
    List<IpAddress> own = nodeAddresses.stream().filter(a -> a.family() == family).toList();
    if (primary) {
      return own.stream().filter(address -> !address.isLoopback()).limit(1).toList();
    }
    List<Cidr> wanted = ofFamily(family);
    return own.stream()
        .filter(address -> isAll(family) || wanted.stream().anyMatch(c -> c.contains(address)))
        .sorted()
        .distinct()
        .toList();
  }

  private List<Cidr> ofFamily(IpFamily family) {
    return cidrs.stream().filter(cidr -> cidr.family() == family).toList();
  }
}
