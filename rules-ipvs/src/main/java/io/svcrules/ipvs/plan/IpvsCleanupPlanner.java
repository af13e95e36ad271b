// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import io.svcrules.iptables.Ruleset;
import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Plans how a node gets rid of all that IPVS mode keeps, ours and what a kube-proxy left, and of
 * nothing else. Rules go first, so that none of them rejects what is served without them; then
 * virtual servers, sets, addresses, the settings that we changed, and the device.
 *
 * <p>Real servers with connections may be drained first, as in {@link IpvsPlanner}: their virtual
 * servers, addresses, elements in the set of virtual servers, and the device stay for as long.
 */
public final class IpvsCleanupPlanner {
  private final IpvsState current;
  private final IpvsState other;
  private final Map<String, String> settingsBefore;
  private final Map<String, Integer> otherReferences;
  private final PlanOptions options;
  private final Ownership ownership;
  private final ServerPlanner servers;
  private final List<IpvsChange> changes = new ArrayList<>();
  private final List<IpvsNotice> notices = new ArrayList<>();

  private IpvsCleanupPlanner(IpvsSnapshot current, IpvsState other, PlanOptions options) {
    this.current = current.state();
    this.other = other;
    this.settingsBefore = current.settingsBefore();
    this.otherReferences = current.otherReferences();
    this.notices.addAll(IpvsPlan.foreignSets(current.otherSets()));
    this.options = options;
    this.ownership = new Ownership(this.current, IpvsState.empty(other.family()), options);
    this.servers = new ServerPlanner(current, options);
  }

  /**
   * The plan; empty if nothing is left to remove, or nothing more before real servers are drained.
   *
   * @param current what the kernel holds of the family that goes
   * @param other what it holds of the other family: what both share goes if that has nothing left
   */
  public static IpvsPlan plan(IpvsSnapshot current, IpvsState other, PlanOptions options) {
    return new IpvsCleanupPlanner(current, other, options).plan();
  }

  private IpvsPlan plan() {
    Ruleset rules = removeRules();
    removeServers();
    removeSets(rules);
    boolean addressesLeft = removeAddresses();
    // A node port is drained without any address of the device.
    if (servers.lingering().isEmpty() && isGone(other)) {
      removeShared(addressesLeft);
    }
    changes.addAll(servers.flows());
    return new IpvsPlan(changes, notices, servers.draining());
  }

  /** What both families share, if nothing of ours is left in either; others' addresses keep it. */
  private void removeShared(boolean addressesLeft) {
    if (!addressesLeft && other.addresses().isEmpty()) {
      restoreSettings(false);
      if (current.device()) {
        changes.add(new HostChange.DeleteDevice());
      }
    } else if (other.sets().isEmpty() && (addressesLeft || !changes.isEmpty())) {
      // Of two families that go, the last one tells.
      restoreSettings(true);
    }
  }

  /** Whether a family has no address and no virtual server of ours. */
  private boolean isGone(IpvsState family) {
    Ownership theirs = new Ownership(family, IpvsState.empty(family.family()), options);
    return family.addresses().stream().noneMatch(address -> OurState.isOurs(address, options))
        && family.servers().keySet().stream().noneMatch(theirs::isOurs);
  }

  /** The rules that stay. */
  private Ruleset removeRules() {
    Ruleset going =
        OurRules.leadingInto(current.rules(), ModeChains.ipvs(current.rules()).others());
    if (going.tables().isEmpty()) {
      return current.rules();
    }
    changes.add(new HostChange.RemoveRules(going));
    return OurRules.removed(current.rules(), going);
  }

  private void removeServers() {
    for (VirtualServer found : current.servers().values()) {
      VirtualServerKey key = found.key();
      if (ownership.excludes(key)) {
        notices.add(new IpvsNotice(IpvsNotice.Kind.EXCLUDED_SERVER, key.toString()));
      } else if (key instanceof VirtualServerKey.Address address && ownership.isOurs(key)) {
        servers.remove(found, address);
      } else {
        notices.add(new IpvsNotice(IpvsNotice.Kind.FOREIGN_SERVER, key.toString()));
      }
    }
    changes.addAll(servers.closing());
  }

  private void removeSets(Ruleset rules) {
    List<KubeSet> sets = new ArrayList<>(List.of(KubeSet.values()));
    Collections.reverse(sets);
    for (KubeSet set : sets) {
      IpSet found = current.sets().get(set.name(current.family()));
      if (found != null && set == KubeSet.VIRTUAL_SERVER && !servers.lingering().isEmpty()) {
        removeElements(found);
      } else if (found != null) {
        removeSet(found, rules);
      }
    }
    IpSet spare = current.sets().get(SetPlanner.spareName(current.family()));
    if (spare != null) {
      removeSet(spare, rules);
    }
  }

  private void removeSet(IpSet set, Ruleset rules) {
    if (OurRules.referTo(rules, set.name()) || otherReferences.containsKey(set.name())) {
      notices.add(new IpvsNotice(IpvsNotice.Kind.HELD_SET, set.name()));
    } else {
      changes.add(new SetChange.DestroySet(set.name()));
    }
  }

  /** What is still drained must be known as ours. */
  private void removeElements(IpSet set) {
    SortedSet<IpSetEntry> going = new TreeSet<>(set.entries());
    servers.lingering().forEach(key -> going.remove(Ownership.entry(key)));
    going.forEach(entry -> changes.add(new SetChange.DeleteEntry(set.name(), entry)));
  }

  /** Whether some address stays. */
  private boolean removeAddresses() {
    SortedSet<BoundAddress> kept = new TreeSet<>();
    servers.lingering().forEach(key -> kept.add(BoundAddress.host(key.address())));
    kept.retainAll(current.addresses());
    int left = kept.size();
    for (BoundAddress address : current.addresses()) {
      if (OurState.isOurs(address, options)) {
        if (!kept.contains(address)) {
          changes.add(new HostChange.DeleteAddress(address));
        }
      } else {
        boolean excluded = options.excludes(address.address());
        notices.add(
            new IpvsNotice(
                excluded ? IpvsNotice.Kind.EXCLUDED_ADDRESS : IpvsNotice.Kind.FOREIGN_ADDRESS,
                address.toString()));
        left++;
      }
    }
    return left > 0;
  }

  /** What we set goes back to what it was, unless something is left that may need it. */
  private void restoreSettings(boolean addressesLeft) {
    boolean othersLeft =
        addressesLeft
            || !other.servers().isEmpty()
            || current.servers().keySet().stream().anyMatch(key -> !ownership.isOurs(key));
    for (Setting setting : Setting.values()) {
      String now = current.sysctls().getOrDefault(setting.key(), "");
      String before = settingsBefore.get(setting.key());
      boolean needed = othersLeft || (setting.isOfPods() && options.keepsHostSettings());
      if (before != null && !needed) {
        changes.add(new HostChange.SetSysctl(setting.key(), before, now));
      } else if (current.device() && setting.value().equals(now)) {
        notices.add(new IpvsNotice(IpvsNotice.Kind.SETTING, setting.key() + "=" + now));
      }
    }
  }
}
