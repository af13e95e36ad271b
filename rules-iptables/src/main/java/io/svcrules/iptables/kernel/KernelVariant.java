// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.netlink.NetlinkException;
import java.util.List;

/**
 * Finds which variant of iptables a node uses, in the way of {@link VariantDetector}, but asks the
 * kernel itself, and no more than decides: commands would print all rules of both variants.
 */
public final class KernelVariant {
  private KernelVariant() {}

  /**
   * The variant: where kubelet has left its mark, else the one with more rules, else nft.
   *
   * @param nft the chains of iptables-nft, of every family
   * @param legacy the chains of iptables-legacy, of every family
   * @throws PacketFilterException if the kernel cannot be asked
   * @throws io.svcrules.iptables.kernel.legacy.IncompatibleLayoutException if it holds what is not
   *     known here
   */
  public static IptablesVariant of(List<NftChainSource> nft, List<LegacyChainSource> legacy) {
    try {
      return choice(nft, legacy);
    } catch (NetlinkException e) {
      throw NetlinkFailure.exception(e);
    }
  }

  private static IptablesVariant choice(List<NftChainSource> nft, List<LegacyChainSource> legacy) {
    if (nft.stream().anyMatch(NftChainSource::isMarkedByKubelet)) {
      return IptablesVariant.NFT;
    }
    if (legacy.stream().anyMatch(LegacyChainSource::isMarkedByKubelet)) {
      return IptablesVariant.LEGACY;
    }
    int most = legacy.stream().mapToInt(LegacyChainSource::entries).sum();
    int ofNft = 0;
    for (NftChainSource source : nft) {
      ofNft += source.rules(most - ofNft);
    }
    int ofLegacy = 0;
    for (LegacyChainSource source : ofNft < most ? legacy : List.<LegacyChainSource>of()) {
      ofLegacy += source.rules(ofNft + 1 - ofLegacy);
    }
    return ofLegacy > ofNft ? IptablesVariant.LEGACY : IptablesVariant.NFT;
  }
}
