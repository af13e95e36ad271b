// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.iptables.kernel.IptablesVariant;
import java.util.Optional;

/** {@code --iptables-variant}: which iptables is used. */
public enum VariantChoice {
  /** The one that the machine uses. */
  AUTO("auto", Optional.empty()),
  /** iptables-nft. */
  NFT("nft", Optional.of(IptablesVariant.NFT)),
  /** iptables-legacy. */
  LEGACY("legacy", Optional.of(IptablesVariant.LEGACY));

  private final String spelling;
  private final Optional<IptablesVariant> variant;

  VariantChoice(String spelling, Optional<IptablesVariant> variant) {
    this.spelling = spelling;
    this.variant = variant;
  }

  /** The variant asked for; empty if it is to be found out. */
  public Optional<IptablesVariant> variant() {
    return variant;
  }

  @Override
  public String toString() {
    return spelling;
  }
}
