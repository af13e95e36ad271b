// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.PacketFilters;
import io.svcrules.cli.option.ProxyMode;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.PacketFilterException;
import io.svcrules.iptables.plan.CleanupPlanner;
import io.svcrules.ipvs.plan.ModeChains;
import io.svcrules.model.IpFamily;
import java.util.Collection;

/** Finds rules of services where a run does not look: in the other family or variant. */
public final class Leftovers {
  private final PacketFilters filters;
  private final Diagnostics diagnostics;

  /** Looks into the kernel. */
  public Leftovers(PacketFilters filters, Diagnostics diagnostics) {
    this.filters = filters;
    this.diagnostics = diagnostics;
  }

  /**
   * Warns of rules of services that are neither of these families nor of this variant.
   *
   * @param mode what serves these families
   */
  public void tell(ProxyMode mode, IptablesVariant used, Collection<IpFamily> families) {
    for (IptablesVariant variant : IptablesVariant.values()) {
      for (IpFamily family : IpFamily.values()) {
        if ((variant != used || !families.contains(family)) && hasRules(family, variant)) {
          diagnostics.warning(
              variant.saveCommand(family)
                  + " shows rules of services, too, which stay as they are; "
                  + remedy(mode == ProxyMode.IPVS && families.contains(family), family, variant));
        }
      }
    }
  }

  /** A cleanup of one variant takes virtual servers and sets along, which both variants share. */
  private static String remedy(boolean shares, IpFamily family, IptablesVariant variant) {
    return shares
        ? "only svcrules cleanup, of all there is, removes them, and until the next apply nothing"
            + " is served"
        : "svcrules cleanup --iptables-variant="
            + variant.word()
            + " --family="
            + spelling(family)
            + " removes them";
  }

  private static String spelling(IpFamily family) {
    return switch (family) {
      case IPV4 -> "ipv4";
      case IPV6 -> "ipv6";
    };
  }

  private boolean hasRules(IpFamily family, IptablesVariant variant) {
    try {
      return !CleanupPlanner.plan(filters.open(family, variant).read(), ModeChains.both())
          .isEmpty();
    } catch (PacketFilterException e) {
      // A variant that is not installed or cannot be read is not what the run is about.
      return false;
    }
  }
}
