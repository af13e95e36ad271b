// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

import io.svcrules.iptables.kernel.CapabilityProbe;
import io.svcrules.iptables.kernel.DetectedVariant;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.PacketFilterException;
import io.svcrules.iptables.trace.ChainSource;
import io.svcrules.model.IpFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The rules of a kernel, for a process that may change them. To one that may not, iptables-legacy
 * says that the kernel has no tables, or shows none.
 */
final class PrivilegedFilters implements PacketFilters {
  /** proc(5): the capabilities that count are in the line CapEff. */
  private static final Path STATUS = Path.of("/proc/thread-self/status");

  private final PacketFilters filters;
  private final Path status;

  PrivilegedFilters(PacketFilters filters) {
    this(filters, STATUS);
  }

  PrivilegedFilters(PacketFilters filters, Path status) {
    this.filters = filters;
    this.status = status;
  }

  @Override
  public IptablesVariant detect() {
    check();
    return filters.detect();
  }

  @Override
  public DetectedVariant detection() {
    check();
    return filters.detection();
  }

  @Override
  public CapabilityProbe probe(IpFamily family, IptablesVariant variant) {
    check();
    return filters.probe(family, variant);
  }

  @Override
  public PacketFilter open(IpFamily family, IptablesVariant variant) {
    check();
    return filters.open(family, variant);
  }

  @Override
  public Optional<ChainSource> chains(IpFamily family, IptablesVariant variant) {
    check();
    return filters.chains(family, variant);
  }

  private void check() {
    String text;
    try {
      text = Files.readString(status);
    } catch (IOException e) {
      // Without /proc; iptables itself will tell.
      return;
    }
    if (Capabilities.effective(text).filter(c -> !c.hasNetAdmin()).isPresent()) {
      throw new PacketFilterException(
          PacketFilterException.Kind.NOT_PERMITTED,
          "this process may not look at the rules of the kernel",
          Optional.empty(),
          Optional.empty(),
          null);
    }
  }
}
