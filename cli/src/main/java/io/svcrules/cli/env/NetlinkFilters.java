// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

import io.svcrules.iptables.kernel.CapabilityProbe;
import io.svcrules.iptables.kernel.DetectedVariant;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.KernelVariant;
import io.svcrules.iptables.kernel.LegacyChainSource;
import io.svcrules.iptables.kernel.LegacyPacketFilter;
import io.svcrules.iptables.kernel.NftChainSource;
import io.svcrules.iptables.kernel.NftPacketFilter;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.PacketFilterException;
import io.svcrules.iptables.kernel.legacy.IncompatibleLayoutException;
import io.svcrules.iptables.trace.ChainSource;
import io.svcrules.model.IpFamily;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rules of a kernel without the commands of iptables, where that can be: over netlink those of
 * nf_tables, by socket options those of x_tables. For many services that is faster.
 */
public final class NetlinkFilters implements PacketFilters {
  private static final String MARKED = "kubelet uses it";

  private final PacketFilters commands;
  private final Function<IpFamily, NftPacketFilter> netlink;
  private final Function<IpFamily, LegacyPacketFilter> options;
  private final Function<IpFamily, NftChainSource> chains;
  private final Function<IpFamily, LegacyChainSource> optionChains;

  /**
   * The rules of a kernel.
   *
   * @param commands what neither is for: which variant is in use, and what it lacks
   * @param netlink the rules of one family in nf_tables
   * @param options the rules of one family in x_tables
   * @param chains the rules of one family in nf_tables, chain by chain
   * @param optionChains the rules of one family in x_tables, chain by chain
   */
  public NetlinkFilters(
      PacketFilters commands,
      Function<IpFamily, NftPacketFilter> netlink,
      Function<IpFamily, LegacyPacketFilter> options,
      Function<IpFamily, NftChainSource> chains,
      Function<IpFamily, LegacyChainSource> optionChains) {
    this.commands = commands;
    this.netlink = netlink;
    this.options = options;
    this.chains = chains;
    this.optionChains = optionChains;
  }

  @Override
  public IptablesVariant detect() {
    List<NftChainSource> ofNft = new ArrayList<>();
    List<LegacyChainSource> ofLegacy = new ArrayList<>();
    try {
      for (IpFamily family : IpFamily.values()) {
        ofNft.add(chains.apply(family));
        ofLegacy.add(optionChains.apply(family));
      }
      return KernelVariant.of(ofNft, ofLegacy);
    } catch (PacketFilterException
        | IncompatibleLayoutException
        | UncheckedIOException
        | LinkageError e) {
      // What the kernel does not tell this library, the commands tell, or say why they cannot.
      return commands.detect();
    } finally {
      ofNft.forEach(NftChainSource::close);
      ofLegacy.forEach(LegacyChainSource::close);
    }
  }

  @Override
  public DetectedVariant detection() {
    // The commands would read all rules to find the same: a minute, if there are very many.
    for (IpFamily family : IpFamily.values()) {
      try (NftPacketFilter filter = netlink.apply(family)) {
        if (filter.isMarkedByKubelet()) {
          return new DetectedVariant(IptablesVariant.NFT, MARKED, List.of());
        }
      }
    }
    return commands.detection();
  }

  @Override
  public CapabilityProbe probe(IpFamily family, IptablesVariant variant) {
    // What is written must be readable to the commands, too.
    return commands.probe(family, variant);
  }

  @Override
  public PacketFilter open(IpFamily family, IptablesVariant variant) {
    return switch (variant) {
      case NFT -> netlink.apply(family);
      case LEGACY -> options.apply(family);
    };
  }

  @Override
  public Optional<ChainSource> chains(IpFamily family, IptablesVariant variant) {
    try {
      return Optional.of(
          switch (variant) {
            case NFT -> chains.apply(family);
            case LEGACY -> optionChains.apply(family);
          });
    } catch (IncompatibleLayoutException | UncheckedIOException | LinkageError e) {
      // Where this library cannot read them in parts, or its native part does not load.
      return Optional.empty();
    }
  }
}
