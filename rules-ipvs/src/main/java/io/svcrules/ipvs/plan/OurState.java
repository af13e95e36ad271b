// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.model.IpFamily;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Parts a state of the kernel into ours, whoever of us and kube-proxy made it, and others'. */
public final class OurState {
  private final IpvsState state;
  private final PlanOptions options;
  private final Ownership ownership;

  private OurState(IpvsState state, PlanOptions options) {
    this.state = state;
    this.options = options;
    this.ownership = new Ownership(state, IpvsState.empty(state.family()), options);
  }

  /** What is ours. Settings and time-outs, which are the whole machine's, count as well. */
  public static IpvsState ours(IpvsState state, PlanOptions options) {
    return new OurState(state, options).part(true);
  }

  /** Virtual servers and addresses of others. */
  public static IpvsState others(IpvsState state, PlanOptions options) {
    return new OurState(state, options).part(false);
  }

  private IpvsState part(boolean ours) {
    Map<VirtualServerKey, VirtualServer> servers = new TreeMap<>(state.servers());
    servers.keySet().removeIf(key -> ownership.isOurs(key) != ours);
    SortedSet<BoundAddress> addresses = new TreeSet<>(state.addresses());
    addresses.removeIf(address -> isOurs(address, options) != ours);
    IpvsState part = IpvsState.empty(state.family()).withServers(servers);
    if (state.device()) {
      part = part.withAddresses(addresses);
    }
    return ours
        ? part.withSets(sets())
            .withRules(OurRules.leadingInto(state.rules(), ModeChains.ipvs(state.rules()).others()))
            .withSysctls(state.sysctls(), state.timeouts())
        : part;
  }

  private Map<String, IpSet> sets() {
    Map<String, IpSet> sets = new TreeMap<>();
    for (KubeSet set : KubeSet.values()) {
      IpSet found = state.sets().get(set.name(state.family()));
      if (found != null) {
        sets.put(found.name(), found);
      }
    }
    return sets;
  }

  /** Whether a set of that name is ours, or would be in our way. */
  public static boolean isNameOfOurs(String set, IpFamily family) {
    return KubeSet.named(set, family).isPresent() || set.equals(SetPlanner.spareName(family));
  }

  static boolean isOurs(BoundAddress address, PlanOptions options) {
    return address.isHost() && !options.excludes(address.address());
  }
}
