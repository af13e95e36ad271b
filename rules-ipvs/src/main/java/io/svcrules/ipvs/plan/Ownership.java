// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.ipvs.VirtualServerKey;

/**
 * Which virtual servers in the kernel are ours to change. One is if its address is bound on our
 * device, if it stands in our set of virtual servers, or if it is a node port: of an address of the
 * node, with a port that stands in a set of node ports. What is wanted is ours in any case, and
 * what is excluded in none.
 */
final class Ownership {
  private final IpvsState current;
  private final IpvsState desired;
  private final PlanOptions options;

  Ownership(IpvsState current, IpvsState desired, PlanOptions options) {
    this.current = current;
    this.desired = desired;
    this.options = options;
  }

  boolean excludes(VirtualServerKey key) {
    return key instanceof VirtualServerKey.Address at && options.excludes(at.address());
  }

  boolean isOurs(VirtualServerKey key) {
    return key instanceof VirtualServerKey.Address at
        && !options.excludes(at.address())
        && (desired.servers().containsKey(key) || bearsOurMark(at));
  }

  /** Whether it is known as ours by more than our wish to have it. */
  boolean bearsOurMark(VirtualServerKey.Address at) {
    return current.addresses().contains(BoundAddress.host(at.address()))
        || holds(KubeSet.VIRTUAL_SERVER, entry(at))
        || isNodePort(at);
  }

  private boolean isNodePort(VirtualServerKey.Address at) {
    KubeSet set = KubeSet.nodePorts(at.protocol(), false);
    return options.nodeAddresses().contains(at.address())
        && (holds(set, entry(at)) || holds(set, new IpSetEntry.Port(at.port())));
  }

  private boolean holds(KubeSet set, IpSetEntry entry) {
    IpSet found = current.sets().get(set.name(current.family()));
    return found != null && found.entries().contains(entry);
  }

  /** The element of the set of virtual servers. */
  static IpSetEntry.IpPort entry(VirtualServerKey.Address key) {
    return new IpSetEntry.IpPort(key.address(), key.protocol(), key.port());
  }
}
