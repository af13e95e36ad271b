// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.capability;

import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.VirtualServer;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds out what virtual servers need. */
public final class IpvsNeeds {
  private IpvsNeeds() {}

  /**
   * What has to be asked about before anything is changed: what is needed and the kernel has not
   * shown that it has.
   *
   * @param current what the kernel holds
   */
  public static SortedSet<IpvsCapability> doubtful(IpvsState desired, IpvsState current) {
    SortedSet<IpvsCapability> doubtful = used(desired);
    doubtful.removeAll(used(current));
    return doubtful;
  }

  private static SortedSet<IpvsCapability> used(IpvsState state) {
    SortedSet<IpvsCapability> used = new TreeSet<>();
    for (IpSet set : state.sets().values()) {
      used.add(IpvsCapability.of(set.definition().type()));
    }
    String last = "";
    for (VirtualServer server : state.servers().values()) {
      String scheduler = server.settings().scheduler();
      // Nearly all of them have the same.
      if (!scheduler.equals(last)) {
        used.add(IpvsCapability.scheduler(scheduler));
        last = scheduler;
      }
    }
    return used;
  }
}
