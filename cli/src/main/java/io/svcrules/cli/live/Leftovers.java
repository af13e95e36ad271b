// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.PacketFilters;
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
   * Warns of rules of services that are neither of these families nor of this variant. To remove
   * them does not harm what serves: what rules of mode ipvs need stays as long as there are any.
   */
  public void tell(IptablesVariant used, Collection<IpFamily> families) {
    for (IptablesVariant variant : IptablesVariant.values()) {
      for (IpFamily family : IpFamily.values()) {
        if ((variant != used || !families.contains(family)) && hasRules(family, variant)) {
          diagnostics.warning(
              variant.saveCommand(family)
                  + " shows rules of services, too, which stay as they are;"
                  + " svcrules cleanup --iptables-variant="
                  + variant.word()
                  + " --family="
                  + spelling(family)
                  + " removes them");
        }
      }
    }
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
