// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.ipvs.BoundAddress;
import io.svcrules.netlink.KernelErrorException;
import io.svcrules.netlink.RequestFailure;
import io.svcrules.netlink.ipvs.IpvsCommand;
import io.svcrules.netlink.route.Link;
import io.svcrules.netlink.route.LinkAddress;
import io.svcrules.netlink.route.RouteUapi;
import java.util.ArrayList;
import java.util.List;

/** What sort of changes can be sent together: those of equal kinds. */
sealed interface RunKind {

  /**
   * Sends changes in their order.
   *
   * @throws IpvsTableException if one is refused, which it names
   * @throws io.svcrules.netlink.NetlinkException if something else goes wrong
   */
  void send(ChangeRun run, KernelClients kernel);

  /**
   * Changes of virtual and real servers.
   *
   * @param opening whether they give connections a way; those that take one away must not happen if
   *     one of these is refused
   */
  record Servers(boolean opening) implements RunKind {
    @Override
    public void send(ChangeRun run, KernelClients kernel) {
      List<RequestFailure> failures = kernel.ipvs().executeAll(run.commands());
      if (!failures.isEmpty()) {
        RequestFailure first = failures.get(0);
        throw run.refused(first, reason(first, run.commands().get(first.index())));
      }
    }

    private static IpvsTableException reason(RequestFailure failure, IpvsCommand command) {
      return command
          .service()
          .map(service -> Refusals.ofVirtualServer(failure, service.scheduler()))
          .orElseGet(() -> Refusals.of(failure));
    }
  }

  /**
   * Elements of one set.
   *
   * @param set its name
   * @param adding whether they are added, or deleted
   */
  record Elements(String set, boolean adding) implements RunKind {
    @Override
    public void send(ChangeRun run, KernelClients kernel) {
      try {
        if (adding) {
          kernel.ipset().addNew(set, run.entries());
        } else {
          kernel.ipset().deletePresent(set, run.entries());
        }
      } catch (KernelErrorException e) {
        throw run.refused(
            e.failures().get(0), adding ? Refusals.ofAddition(e) : Refusals.ofDeletion(e));
      }
    }
  }

  /**
   * Addresses of the device.
   *
   * @param adding whether they are bound, or taken off
   */
  record Addresses(boolean adding) implements RunKind {
    @Override
    public void send(ChangeRun run, KernelClients kernel) {
      Link device =
          kernel
              .route()
              .link(BoundAddress.DEVICE)
              .orElseThrow(
                  () ->
                      new IpvsTableException(
                          new IpvsTableException(
                              IpvsRefusal.NO_DEVICE, "there is no " + BoundAddress.DEVICE),
                          run.changes().get(0)));
      List<LinkAddress> addresses = new ArrayList<>(run.addresses().size());
      run.addresses().forEach(address -> addresses.add(onDevice(address, device)));
      List<RequestFailure> failures =
          adding
              ? kernel.route().addAddresses(addresses)
              : kernel.route().deleteAddresses(addresses);
      if (!failures.isEmpty()) {
        throw run.refused(failures.get(0), Refusals.of(failures.get(0)));
      }
    }

    private static LinkAddress onDevice(BoundAddress address, Link device) {
      return new LinkAddress(
          device.index(),
          InetTypes.toNetlink(address.address()),
          address.prefixLength(),
          RouteUapi.RT_SCOPE_UNIVERSE,
          0);
    }
  }

  /** Flows that are forgotten. */
  record Flows() implements RunKind {
    @Override
    public void send(ChangeRun run, KernelClients kernel) {
      new FlowDeletion(run.flows()).execute(kernel.conntrack());
    }
  }
}
