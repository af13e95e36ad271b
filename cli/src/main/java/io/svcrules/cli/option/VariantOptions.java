// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.iptables.kernel.IptablesVariant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which iptables is used. */
public final class VariantOptions {
  @Option(
      names = "--iptables-variant",
      paramLabel = "VARIANT",
      description =
          "nft or legacy; auto (default): the one that the machine uses, by cleanup both.")
  private VariantChoice variant = VariantChoice.AUTO;

  /** The variant asked for; empty if it is to be found out. */
  public Optional<IptablesVariant> variant() {
    return variant.variant();
  }
}
