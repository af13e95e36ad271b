// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.resolve.Endpoint;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles single service ports of one family. Looks at nothing but the service and the
 * configuration.
 */
public final class IpvsFragmentCompiler {
  private final IpvsConfig config;
  private final List<IpAddress> nodePortServers;
  private final SchedulerChoice usual;

  /** A compiler for one family. */
  public IpvsFragmentCompiler(IpFamily family, IpvsConfig config) {
    this.config = config;
    this.nodePortServers = config.nodePortServers(family);
    this.usual = SchedulerChoice.usual(config);
  }

  /** All that the service port contributes. */
  public IpvsFragment compile(ResolvedServicePort port, ServiceFacts facts) {
    ServiceWishes wishes = ServiceWishes.of(port.name().service(), facts.annotations(), usual);
    ServedAddressCompiler addresses =
        new ServedAddressCompiler(port, config, nodePortServers, wishes.scheduler());
    List<ServedAddress> all = addresses.compile();
    List<ServedAddress> served = new ArrayList<>(all.size());
    List<IpvsProblem> problems = new ArrayList<>(wishes.problems());
    for (ServedAddress address : all) {
      if (config.excludes(address.key().address())) {
        problems.add(excluded(port, address));
      } else {
        served.add(address);
      }
    }
    return new IpvsFragment(
        port.name(), facts.created(), served, members(port), wishes.drainSeconds(), problems);
  }

  private static IpvsProblem excluded(ResolvedServicePort port, ServedAddress address) {
    return new IpvsProblem(
        port.name().service(),
        "is not served at "
            + address.kind().text()
            + " "
            + address.key().address()
            + ": excluded by --ipvs-exclude-cidrs");
  }

  private static List<SetMember> members(ResolvedServicePort port) {
    List<SetMember> members = new ArrayList<>();
    for (Endpoint endpoint : port.endpoints().reachable()) {
      if (endpoint.local()) {
        IpSetEntry.IpPort address =
            new IpSetEntry.IpPort(endpoint.address(), port.name().protocol(), endpoint.port());
        members.add(
            new SetMember(KubeSet.LOOP_BACK, new IpSetEntry.IpPortIp(address, endpoint.address())));
      }
    }
    if (port.healthCheckNodePort() != 0) {
      members.add(
          new SetMember(
              KubeSet.HEALTH_CHECK_NODE_PORT, new IpSetEntry.Port(port.healthCheckNodePort())));
    }
    return members;
  }
}
