// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.IpvsTimeouts;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Plans the way from what is in the kernel to what is wanted. Ways are opened before any is closed:
 * settings, sets and their elements, rules, addresses, virtual servers, real servers (rules last if
 * those of mode iptables serve until then); only then are real servers drained and deleted, and all
 * else that is not wanted in the opposite order, settings that an option no longer asks for
 * included. Nothing is flushed and filled again, and what is not ours is not touched.
 */
public final class IpvsPlanner {
  private final IpvsState current;
  private final SortedMap<String, String> settingsBefore;
  private final IpvsState desired;
  private final PlanOptions options;
  private final Ownership ownership;
  private final ServerPlanner servers;
  private final SetPlanner sets;
  private final List<IpvsNotice> notices = new ArrayList<>();

  private IpvsPlanner(IpvsSnapshot current, IpvsState desired, PlanOptions options) {
    this.current = current.state();
    this.settingsBefore = current.settingsBefore();
    this.desired = desired;
    this.options = options;
    this.ownership = new Ownership(current.state(), desired, options);
    this.servers = new ServerPlanner(current, options);
    this.sets =
        new SetPlanner(current.state(), OurRules.of(current.state().rules(), desired.rules()));
  }

  /**
   * The plan; empty if the kernel holds what is wanted, or can hold no more of it before real
   * servers are drained, or none of it because of sets that others made under names of ours.
   */
  public static IpvsPlan plan(IpvsSnapshot current, IpvsState desired, PlanOptions options) {
    if (!current.otherSets().isEmpty()) {
      return IpvsPlan.heldUpBy(current.otherSets());
    }
    return new IpvsPlanner(current, desired, options).plan();
  }

  private IpvsPlan plan() {
    planServers();
    planSets();
    List<IpvsChange> changes = new ArrayList<>(settings());
    changes.addAll(sets.creating());
    changes.addAll(sets.adding());
    // Rules of mode iptables serve until ours take their place: the servers must be there by then.
    boolean late = ModeChains.isIptablesInCharge(current.rules());
    if (!late) {
      writeRules(changes);
    }
    addAddresses(changes);
    changes.addAll(servers.opening());
    if (late) {
      writeRules(changes);
    }
    changes.addAll(sets.unblocking());
    changes.addAll(servers.closing());
    changes.addAll(sets.blocking());
    deleteAddresses(changes);
    changes.addAll(sets.removing());
    putBackOptions(changes);
    changes.addAll(servers.flows());
    return new IpvsPlan(changes, notices, servers.draining());
  }

  private void writeRules(List<IpvsChange> changes) {
    if (!sets.rules().equals(desired.rules())) {
      changes.add(new HostChange.WriteRules(desired.rules()));
    }
  }

  private List<IpvsChange> settings() {
    List<IpvsChange> changes = new ArrayList<>();
    // First, as a kernel may lack such devices, and then nothing of ours is any use.
    if (desired.device() && !current.device()) {
      changes.add(new HostChange.CreateDevice());
    }
    desired
        .sysctls()
        .forEach(
            (name, value) -> {
              String before = current.sysctls().getOrDefault(name, "");
              if (!value.equals(before)) {
                changes.add(new HostChange.SetSysctl(name, value, before));
              }
            });
    IpvsTimeouts timeouts = desired.timeouts().over(current.timeouts());
    if (!timeouts.equals(current.timeouts())) {
      changes.add(new HostChange.SetTimeouts(timeouts));
    }
    return changes;
  }

  /** What an option had us set, and asks for no longer, goes back to what it was before. */
  private void putBackOptions(List<IpvsChange> changes) {
    settingsBefore.forEach(
        (name, before) -> {
          if (!desired.sysctls().containsKey(name) && isOption(name)) {
            String now = current.sysctls().getOrDefault(name, "");
            changes.add(new HostChange.SetSysctl(name, before, now));
          }
        });
  }

  private boolean isOption(String name) {
    return Setting.named(name).filter(one -> one.isOptionOf(desired.family())).isPresent();
  }

  private void planServers() {
    for (VirtualServer wanted : desired.servers().values()) {
      VirtualServer found = current.servers().get(wanted.key());
      if (ownership.excludes(wanted.key())) {
        continue;
      }
      if (found == null) {
        servers.add(wanted);
      } else {
        noticeTakeOver(found, wanted);
        servers.change(found, wanted);
      }
    }
    for (VirtualServer found : current.servers().values()) {
      VirtualServerKey key = found.key();
      if (ownership.excludes(key)) {
        notices.add(new IpvsNotice(IpvsNotice.Kind.EXCLUDED_SERVER, key.toString()));
      } else if (!ownership.isOurs(key)) {
        notices.add(new IpvsNotice(IpvsNotice.Kind.FOREIGN_SERVER, key.toString()));
      } else if (!desired.servers().containsKey(key)
          && key instanceof VirtualServerKey.Address address) {
        servers.remove(found, address);
      }
    }
  }

  /**
   * Whoever made a virtual server that a service wants, too, should hear that it is another now.
   */
  private void noticeTakeOver(VirtualServer found, VirtualServer wanted) {
    if (found.key() instanceof VirtualServerKey.Address at
        && !ownership.bearsOurMark(at)
        && !found.equals(wanted)) {
      notices.add(new IpvsNotice(IpvsNotice.Kind.TAKEN_OVER, found.key().toString()));
    }
  }

  /** What is wanted, and what virtual servers still need until their real servers are drained. */
  private void planSets() {
    for (KubeSet set : KubeSet.values()) {
      IpSet wanted = desired.sets().get(set.name(desired.family()));
      if (wanted == null) {
        continue;
      }
      SortedSet<IpSetEntry> entries = wanted.entries();
      if (!servers.lingering().isEmpty()) {
        entries = new TreeSet<>(entries);
        for (VirtualServerKey.Address key : servers.lingering()) {
          addLingering(set, key, entries);
        }
      }
      sets.plan(set, wanted.definition(), entries);
    }
  }

  private void addLingering(
      KubeSet set, VirtualServerKey.Address key, SortedSet<IpSetEntry> entries) {
    if (set == KubeSet.VIRTUAL_SERVER) {
      entries.add(Ownership.entry(key));
    } else if (set == KubeSet.IPVS_IPS
        && current.addresses().contains(BoundAddress.host(key.address()))) {
      // With no other set to exempt it, new connections are rejected while old ones go on.
      entries.add(new IpSetEntry.Ip(key.address()));
    }
  }

  private void addAddresses(List<IpvsChange> changes) {
    for (BoundAddress address : desired.addresses()) {
      if (!current.addresses().contains(address) && !options.excludes(address.address())) {
        changes.add(new HostChange.AddAddress(address));
      }
    }
  }

  private void deleteAddresses(List<IpvsChange> changes) {
    SortedSet<BoundAddress> kept = new TreeSet<>(desired.addresses());
    servers.lingering().forEach(key -> kept.add(BoundAddress.host(key.address())));
    for (BoundAddress address : current.addresses()) {
      if (options.excludes(address.address())) {
        notices.add(new IpvsNotice(IpvsNotice.Kind.EXCLUDED_ADDRESS, address.toString()));
      } else if (!address.isHost()) {
        notices.add(new IpvsNotice(IpvsNotice.Kind.FOREIGN_ADDRESS, address.toString()));
      } else if (!kept.contains(address)) {
        changes.add(new HostChange.DeleteAddress(address));
      }
    }
  }
}
