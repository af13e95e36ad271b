// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.ipvs.IpSetDefinition;
import io.svcrules.ipvs.IpSetType;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.VirtualServerSettings;
import io.svcrules.ipvs.capability.IpvsCapability;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import io.svcrules.netlink.Errno;
import io.svcrules.netlink.NetlinkException;
import io.svcrules.netlink.RequestFailure;
import io.svcrules.netlink.ipvs.IpvsCommand;
import io.svcrules.netlink.ipvs.IpvsService;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Asks the kernel for types of sets. For schedulers it has no such question: as with kube-proxy, a
 * virtual server that nobody asks is added and deleted again, at an address for documentation (RFC
 * 5737, RFC 3849).
 */
final class NetlinkProbe implements IpvsProbe {
  private static final int PORT = 20000;

  private final KernelClients kernel;

  NetlinkProbe(KernelClients kernel) {
    this.kernel = kernel;
  }

  @Override
  public Set<IpvsCapability> missing(IpFamily family, Set<IpvsCapability> asked) {
    Set<IpvsCapability> missing = new TreeSet<>();
    try {
      for (IpvsCapability one : asked) {
        if (!has(family, one)) {
          missing.add(one);
        }
      }
    } catch (NetlinkException e) {
      throw Refusals.of(e);
    }
    return missing;
  }

  private boolean has(IpFamily family, IpvsCapability one) {
    return switch (one.kind()) {
      case SET_TYPE -> hasSetType(family, one.name());
      case SCHEDULER -> hasScheduler(family, one.name());
    };
  }

  private boolean hasSetType(IpFamily family, String type) {
    IpSetDefinition definition =
        IpSetDefinition.of("svcrules-probe", IpSetType.named(type).orElseThrow(), family);
    return kernel.ipset().hasTypeOf(SetTypes.toNetlink(definition));
  }

  private boolean hasScheduler(IpFamily family, String scheduler) {
    IpvsService service =
        ServerTypes.toNetlink(probe(family), VirtualServerSettings.of(family, scheduler, 0));
    List<RequestFailure> failures = kernel.ipvs().executeAll(List.of(IpvsCommand.add(service)));
    if (failures.isEmpty()) {
      kernel.ipvs().executeAll(List.of(IpvsCommand.delete(service.key())));
    }
    return failures.stream().noneMatch(failure -> failure.is(Errno.ENOENT));
  }

  private static VirtualServerKey probe(IpFamily family) {
    IpAddress address =
        IpAddress.parse(
            switch (family) {
              case IPV4 -> "198.51.100.0";
              case IPV6 -> "2001:db8::";
            });
    return new VirtualServerKey.Address(Protocol.TCP, address, PORT);
  }
}
