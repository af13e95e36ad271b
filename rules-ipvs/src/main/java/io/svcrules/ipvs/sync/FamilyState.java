// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpSetType;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.VirtualServerSettings;
import io.svcrules.ipvs.capability.IpvsAdaptation;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.compile.IpvsFragment;
import io.svcrules.ipvs.compile.IpvsFragmentCompiler;
import io.svcrules.ipvs.compile.ServiceFacts;
import io.svcrules.ipvs.compile.SetMember;
import io.svcrules.ipvs.kernel.IpvsLacking;
import io.svcrules.ipvs.plan.DrainingServer;
import io.svcrules.ipvs.plan.IpvsPlan;
import io.svcrules.ipvs.plan.PlanOptions;
import io.svcrules.model.IpFamily;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.sync.ClusterStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What one family of a kernel holds, and how that was worked out: all that is needed to find what a
 * change of single Services means.
 */
final class FamilyState {
  private final ServiceResolver resolver;
  private final IpvsFragmentCompiler compiler;
  private final IpvsConfig config;
  private final IpvsLacking lacking;
  private final PlanOptions options;
  private final IpvsState surroundings;
  private final Map<KubeSet, Integer> room = new EnumMap<>(KubeSet.class);
  private final boolean served;
  private final WantedServers wanted;
  private final Drains drains = new Drains();

  /**
   * The state after the kernel was brought to what it should hold, but for what it refuses.
   *
   * @param applied what it holds
   * @param lacking what the kernel lacks
   * @param draining and the real servers that are drained
   * @param settings of virtual servers that are there only because of those
   */
  FamilyState(
      DesiredServers desired,
      CompiledIpvs applied,
      IpvsLacking lacking,
      PlanOptions options,
      List<DrainingServer> draining,
      Function<VirtualServerKey.Address, VirtualServerSettings> settings) {
    IpFamily family = applied.state().family();
    this.resolver = desired.resolver();
    this.compiler = new IpvsFragmentCompiler(family, desired.config());
    this.config = desired.config();
    this.lacking = lacking;
    this.options = options;
    this.surroundings =
        applied
            .state()
            .withServers(new TreeMap<>())
            .withAddresses(new TreeSet<>())
            .withSets(new TreeMap<>());
    this.served = !applied.state().servers().isEmpty();
    this.wanted = new WantedServers(applied.fragments());
    for (KubeSet set : KubeSet.values()) {
      IpSet kept = applied.state().sets().get(set.name(family));
      room.put(set, kept.definition().maxElements());
    }
    drains.update(List.of(), draining, settings);
  }

  /** What is there besides servers, addresses and elements. */
  IpvsState surroundings() {
    return surroundings;
  }

  PlanOptions options() {
    return options;
  }

  /** What the kernel lacks and something else took the place of. */
  IpvsLacking lacking() {
    return lacking;
  }

  WantedServers wanted() {
    return wanted;
  }

  Drains drains() {
    return drains;
  }

  /** Takes up how some Services are now; what that touches is still to be brought to the kernel. */
  Footprint change(
      Collection<NamespacedName> services, ClusterStore store, RefusedFragments refused) {
    Footprint touched = new Footprint();
    for (NamespacedName service : services) {
      ServiceFacts facts = store.service(service).map(ServiceFacts::of).orElse(ServiceFacts.NONE);
      List<IpvsFragment> fragments = new ArrayList<>(1);
      for (ResolvedServicePort port : store.resolve(service, resolver)) {
        fragments.add(compiler.compile(port, facts));
      }
      wanted.set(service, possible(refused.without(service, fragments)), touched);
    }
    return touched;
  }

  /** What the kernel can have of service ports. */
  private List<IpvsFragment> possible(List<IpvsFragment> fragments) {
    return lacking.servers().isEmpty()
        ? fragments
        : fragments.stream()
            .map(fragment -> IpvsAdaptation.withScheduler(fragment, config, lacking.servers()))
            .toList();
  }

  /**
   * Whether the change needs more than its own servers: larger sets, or settings of the kernel that
   * only those need who serve.
   */
  boolean isOutgrownBy(Footprint touched) {
    if (!served && !wanted.servers().isEmpty()) {
      return true;
    }
    if (touched.members().isEmpty()) {
      return false;
    }
    // For a while old and new elements are in a set, and those of what lingers.
    Map<KubeSet, Integer> leaving = new EnumMap<>(KubeSet.class);
    for (Map.Entry<SetMember, Boolean> entry : touched.members().entrySet()) {
      boolean leaves = entry.getValue() && !wanted.holds(entry.getKey());
      leaving.merge(entry.getKey().set(), leaves ? 1 : 0, Integer::sum);
    }
    return leaving.entrySet().stream()
        .anyMatch(entry -> isOutgrown(entry.getKey(), entry.getValue() + drains.size()));
  }

  private boolean isOutgrown(KubeSet set, int more) {
    return set.type() != IpSetType.BITMAP_PORT && wanted.size(set) + more > room.get(set);
  }

  /**
   * What brings a change to the kernel.
   *
   * @param more virtual servers with drained real servers, to be looked at as well
   */
  ChangePlanner planner(Footprint touched, Collection<VirtualServerKey.Address> more) {
    return new ChangePlanner(surroundings, wanted, drains, options, touched, more);
  }

  /** The kernel was changed accordingly. */
  void accept(ChangePlanner planner, IpvsPlan plan) {
    drains.update(
        planner.servers(),
        plan.draining(),
        key ->
            wanted
                .server(key)
                .map(server -> server.settings())
                .or(() -> planner.settingsBefore(key))
                .orElseThrow());
  }
}
