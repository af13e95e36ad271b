// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.ExitStatus;
import io.svcrules.iptables.capability.Capability;
import io.svcrules.iptables.kernel.PacketFilterException;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.ipvs.capability.IpvsCapability;
import java.util.Set;
import java.util.SortedSet;

/** Tells people what became of the rules of a kernel. */
public final class KernelReport {
  private final Diagnostics diagnostics;

  /** A report on these diagnostics. */
  public KernelReport(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /**
   * Tells of a failure.
   *
   * @param where in front of the reason, such as {@code IPv4: }, or empty
   * @return the exit status that it deserves
   */
  public int tell(String where, KernelFailure failure) {
    diagnostics.error(where + failure.reason() + remedy(failure.kind()));
    failure.change().ifPresent(change -> diagnostics.note("for " + change));
    return status(failure.kind());
  }

  private static int status(PacketFilterException.Kind kind) {
    return switch (kind) {
      case REFUSED -> ExitStatus.DIFFERENT;
      case NOT_PERMITTED -> ExitStatus.NOT_PERMITTED;
      case BUSY, UNAVAILABLE -> ExitStatus.UNAVAILABLE;
    };
  }

  private static String remedy(PacketFilterException.Kind kind) {
    return switch (kind) {
      case REFUSED, UNAVAILABLE -> "";
      case NOT_PERMITTED -> "; this needs root, or CAP_NET_ADMIN and CAP_NET_RAW";
      case BUSY -> "; try again";
    };
  }

  /**
   * Tells what a node lacks, and what that costs.
   *
   * @param where in front of each line, such as {@code IPv4: }
   */
  public void tellLacking(String where, Set<Capability> lacking) {
    for (Capability capability : lacking) {
      diagnostics.warning(where + capability.title() + " is missing: " + capability.cost());
    }
  }

  /**
   * Tells what a node lacks for virtual servers, and what takes its place.
   *
   * @param where in front of each line, such as {@code IPv4: }
   */
  public void tellLackingServers(String where, SortedSet<IpvsCapability> lacking) {
    for (IpvsCapability capability : lacking) {
      diagnostics.warning(where + capability.title() + " is missing: " + capability.cost());
    }
  }

  /** Tells of chains that stay because rules of others jump there. */
  public void tellHeld(IptablesPlan plan) {
    for (String chain : plan.heldByOthers()) {
      diagnostics.warning(
          plan.family().kubernetesName()
              + ": chain "
              + chain
              + " stays, empty: a rule that is not ours jumps to it");
    }
  }
}
