// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.iptables.capability.Capability;
import io.svcrules.ipvs.capability.IpvsCapability;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a node lacks and something else took the place of.
 *
 * @param servers of what virtual servers need, sorted
 * @param rules of what their rules need, in the order of the constants
 */
public record IpvsLacking(SortedSet<IpvsCapability> servers, Set<Capability> rules) {
  /** Nothing is missing. */
  public static final IpvsLacking NOTHING = new IpvsLacking(new TreeSet<>(), Set.of());

  /** Copies both. */
  public IpvsLacking {
    servers = Collections.unmodifiableSortedSet(new TreeSet<>(servers));
    rules = Collections.unmodifiableSet(new TreeSet<>(rules));
  }
}
