// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

import io.svcrules.iptables.kernel.CapabilityProbe;
import io.svcrules.iptables.kernel.CommandRunner;
import io.svcrules.iptables.kernel.DetectedVariant;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.RestorePacketFilter;
import io.svcrules.iptables.kernel.RestoreProbe;
import io.svcrules.iptables.kernel.VariantDetector;
import io.svcrules.model.IpFamily;

/** The rules of a kernel by way of the commands of iptables. */
public final class IptablesCommands implements PacketFilters {
  private final CommandRunner runner;

  /** The rules that commands see which the runner runs. */
  public IptablesCommands(CommandRunner runner) {
    this.runner = runner;
  }

  @Override
  public DetectedVariant detection() {
    return new VariantDetector(runner).detect();
  }

  @Override
  public CapabilityProbe probe(IpFamily family, IptablesVariant variant) {
    return new RestoreProbe(family, variant, runner);
  }

  @Override
  public PacketFilter open(IpFamily family, IptablesVariant variant) {
    return new RestorePacketFilter(family, variant, runner);
  }
}
