// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.compile.IpvsConfig;
import java.util.SortedSet;

/** The virtual servers a client gets through to, for tests of other packages. */
public final class Reachable {
  private Reachable() {}

  /** Those of a state of the kernel. */
  public static SortedSet<VirtualServerKey> in(IpvsState state, IpvsConfig config) {
    return PlanWorld.reachable(state, config);
  }
}
