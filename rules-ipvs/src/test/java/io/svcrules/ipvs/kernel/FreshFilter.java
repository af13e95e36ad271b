// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.kernel.CommandRunner;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.LegacyPacketFilter;
import io.svcrules.iptables.kernel.NftPacketFilter;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.nft.OwnCommits;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.model.IpFamily;

/**
 * The rules in the network namespace of the calling thread without the commands of iptables, of
 * which each would take its time to start. Like runs of the command it knows nothing of what was
 * there before.
 */
record FreshFilter(IpFamily family, IptablesVariant variant, CommandRunner runner)
    implements PacketFilter {

  @Override
  public Ruleset read() {
    return switch (variant) {
      case NFT -> {
        try (NftPacketFilter filter = nft()) {
          yield filter.read();
        }
      }
      case LEGACY -> {
        try (LegacyPacketFilter filter = legacy()) {
          yield filter.read();
        }
      }
    };
  }

  @Override
  public void apply(IptablesPlan plan) {
    switch (variant) {
      case NFT -> {
        try (NftPacketFilter filter = nft()) {
          filter.apply(plan);
        }
      }
      case LEGACY -> {
        try (LegacyPacketFilter filter = legacy()) {
          filter.apply(plan);
        }
      }
    }
  }

  private NftPacketFilter nft() {
    return NftPacketFilter.ofProcess(family, runner, new OwnCommits());
  }

  private LegacyPacketFilter legacy() {
    return LegacyPacketFilter.ofProcess(family, runner);
  }
}
