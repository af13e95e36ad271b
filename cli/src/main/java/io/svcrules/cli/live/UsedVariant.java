// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.Environment;
import io.svcrules.cli.option.VariantOptions;
import io.svcrules.iptables.kernel.DetectedVariant;
import io.svcrules.iptables.kernel.IptablesVariant;

/** Decides which iptables is used. */
public final class UsedVariant {
  private final Environment environment;
  private final boolean verbose;

  /** Decides for a process; says why if asked to be verbose. */
  public UsedVariant(Environment environment, boolean verbose) {
    this.environment = environment;
    this.verbose = verbose;
  }

  /**
   * The one that is asked for, or else the one that the machine uses.
   *
   * @throws io.svcrules.iptables.kernel.PacketFilterException if that cannot be told
   */
  public IptablesVariant choose(VariantOptions options) {
    return options.variant().orElseGet(this::detect);
  }

  private IptablesVariant detect() {
    DetectedVariant detected = environment.filters().detection();
    if (verbose) {
      new Diagnostics(environment)
          .note("iptables-" + detected.variant().word() + " is used: " + detected.reason());
    }
    return detected.variant();
  }
}
