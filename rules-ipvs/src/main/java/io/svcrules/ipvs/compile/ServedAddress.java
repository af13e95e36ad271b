// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One address and port of a service port, with all that hangs on it.
 *
 * @param kind by which field the service has it
 * @param key the address and port
 * @param server its virtual server; empty if nothing on this node may serve it
 * @param bound whether the address belongs on the dummy device
 * @param members its elements in sets
 */
public record ServedAddress(
    AddressKind kind,
    VirtualServerKey.Address key,
    Optional<VirtualServer> server,
    boolean bound,
    List<SetMember> members) {

  /** Copies the elements. */
  public ServedAddress {
    members = List.copyOf(members);
  }

  /** This address with the usual scheduler instead of some. */
  ServedAddress with(SchedulerChoice usual, Predicate<String> schedulers) {
    return new ServedAddress(
        kind, key, server.map(found -> with(found, usual, schedulers)), bound, members);
  }

  private static VirtualServer with(
      VirtualServer server, SchedulerChoice usual, Predicate<String> schedulers) {
    return schedulers.test(server.settings().scheduler())
        ? new VirtualServer(
            server.key(),
            server.settings().withScheduler(usual.scheduler(), usual.flags()),
            server.realServers())
        : server;
  }
}
