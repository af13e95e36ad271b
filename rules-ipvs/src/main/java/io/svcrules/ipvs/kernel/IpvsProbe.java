// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.ipvs.capability.IpvsCapability;
import io.svcrules.model.IpFamily;
import java.util.Set;

/** Finds out what a kernel lacks, and leaves it as it is. */
@FunctionalInterface
public interface IpvsProbe {
  /** A kernel that lacks nothing. */
  IpvsProbe ALL_THERE = (family, asked) -> Set.of();

  /**
   * Those that are missing. For those that are there the kernel may load modules.
   *
   * @param asked what to ask about
   * @throws IpvsTableException if the kernel does not tell
   */
  Set<IpvsCapability> missing(IpFamily family, Set<IpvsCapability> asked);
}
