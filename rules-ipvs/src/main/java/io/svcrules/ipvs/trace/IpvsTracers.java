// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.trace;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.trace.Host;
import io.svcrules.iptables.trace.Surroundings;
import io.svcrules.iptables.trace.Tracer;
import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpvsState;
import java.util.Set;

/** Tracers of nodes in IPVS mode. */
public final class IpvsTracers {
  private IpvsTracers() {}

  /** A node that holds a state, and no rules of others. */
  public static Tracer of(IpvsState state, Host host) {
    return of(state, state.rules(), host);
  }

  /**
   * A node that holds a state.
   *
   * @param rules all its rules, also those of others
   */
  public static Tracer of(IpvsState state, Ruleset rules, Host host) {
    return Tracer.of(rules, surroundings(state, host));
  }

  /** A node whose addresses are those of the host and of the state. */
  public static Surroundings surroundings(IpvsState state, Host host) {
    return new Surroundings(
        bound(state, host),
        KnownSets.of(state.sets().values()),
        KnownServers.of(state.servers()),
        Set.of());
  }

  /** A host with the addresses that the state binds to the dummy device. */
  public static Host bound(IpvsState state, Host host) {
    return host.withBound(state.addresses().stream().map(BoundAddress::address).toList());
  }
}
