// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.ipvs.RandomServices;
import io.svcrules.ipvs.RealServerId;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsCompiler;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.kernel.FakeIpvsTable;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A fake kernel with services on it. */
final class PlanWorld {
  private final FakeIpvsTable kernel;
  private final IpFamily family;
  private final IpvsConfig config;

  private PlanWorld(FakeIpvsTable kernel, IpFamily family, IpvsConfig config) {
    this.kernel = kernel;
    this.family = family;
    this.config = config;
  }

  PlanWorld(IpFamily family, IpvsConfig config) {
    this(new FakeIpvsTable(), family, config);
  }

  PlanWorld(IpFamily family) {
    this(family, RandomServices.config().build());
  }

  /** The same kernel, from now on for another family or with other options. */
  PlanWorld as(IpFamily otherFamily, IpvsConfig otherConfig) {
    return new PlanWorld(kernel, otherFamily, otherConfig);
  }

  FakeIpvsTable kernel() {
    return kernel;
  }

  IpvsState state() {
    return kernel.read(family).state();
  }

  CompiledIpvs compile(RandomServices services) {
    return IpvsCompiler.compile(services.table(), services.facts(), config);
  }

  IpvsPlan plan(RandomServices services) {
    CompiledIpvs compiled = compile(services);
    return IpvsPlanner.plan(
        kernel.read(family), compiled.state(), PlanOptions.of(compiled, config));
  }

  IpvsPlan apply(RandomServices services) {
    IpvsPlan plan = plan(services);
    kernel.apply(family, plan.changes());
    return plan;
  }

  /** Applies change by change, and shows each state, the first included. */
  void applyStepwise(RandomServices services, Consumer<IpvsState> observer) {
    observer.accept(state());
    for (IpvsChange change : plan(services).changes()) {
      kernel.apply(family, List.of(change));
      observer.accept(state());
    }
  }

  /** Gives connections to each real server whose turn it is by the bits of a number. */
  void connect(int bits) {
    int i = 0;
    for (RealServerId id : realServers()) {
      kernel.setConnections(id, (bits >> i++ % 31) & 1);
    }
  }

  void disconnect() {
    realServers().forEach(id -> kernel.setConnections(id, 0));
  }

  private List<RealServerId> realServers() {
    List<RealServerId> ids = new ArrayList<>();
    for (VirtualServer server : state().servers().values()) {
      server.realServers().keySet().forEach(real -> ids.add(new RealServerId(server.key(), real)));
    }
    return ids;
  }

  /** The virtual servers a client gets through to. */
  static SortedSet<VirtualServerKey> reachable(IpvsState state, IpvsConfig config) {
    SortedSet<VirtualServerKey> reachable = new TreeSet<>();
    for (VirtualServer server : state.servers().values()) {
      if (server.serves()
          && server.key() instanceof VirtualServerKey.Address at
          && isReachable(state, at, config)) {
        reachable.add(at);
      }
    }
    return reachable;
  }

  private static boolean isReachable(
      IpvsState state, VirtualServerKey.Address at, IpvsConfig config) {
    boolean exempt =
        holds(state, KubeSet.LOAD_BALANCER, at)
            || holds(state, KubeSet.CLUSTER_IP, at)
            || holds(state, KubeSet.EXTERNAL_IP, at)
            || holds(state, KubeSet.EXTERNAL_IP_LOCAL, at)
            || !entries(state, KubeSet.IPVS_IPS).contains(new IpSetEntry.Ip(at.address()));
    boolean here =
        state.addresses().contains(BoundAddress.host(at.address()))
            || config.nodeAddresses().contains(at.address());
    return here
        && exempt
        && !holds(state, KubeSet.NO_ENDPOINTS, at)
        && !holds(state, KubeSet.NO_LOCAL_ENDPOINTS, at)
        && (!holds(state, KubeSet.LOAD_BALANCER_FW, at) || admitsSomeone(state, at));
  }

  private static boolean admitsSomeone(IpvsState state, VirtualServerKey.Address at) {
    IpSetEntry.IpPort entry = Ownership.entry(at);
    return entries(state, KubeSet.LOAD_BALANCER_SOURCE_CIDR).stream()
        .anyMatch(e -> e instanceof IpSetEntry.IpPortNet net && net.first().equals(entry));
  }

  private static boolean holds(IpvsState state, KubeSet set, VirtualServerKey.Address at) {
    return entries(state, set).contains(Ownership.entry(at));
  }

  static SortedSet<IpSetEntry> entries(IpvsState state, KubeSet set) {
    IpSet found = state.sets().get(set.name(state.family()));
    return found == null ? new TreeSet<>() : found.entries();
  }
}
