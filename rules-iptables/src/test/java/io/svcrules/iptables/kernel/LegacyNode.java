// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.model.IpFamily;
import java.util.Optional;

/** A network namespace of a real kernel, changed by the socket options of x_tables. */
public final class LegacyNode extends KernelNode {
  private final LegacyPacketFilter filter;

  /** A node. */
  public LegacyNode(IpFamily family) {
    super(family, IptablesVariant.LEGACY);
    this.filter = another(family, node().runner());
  }

  /** Another filter of the namespace, to be closed by the caller. */
  LegacyPacketFilter another(IpFamily family, CommandRunner runner) {
    return LegacyPacketFilter.in(Optional.of(namespaceFile()), family, runner, node().lock());
  }

  @Override
  public LegacyPacketFilter filter() {
    return filter;
  }

  @Override
  public void close() {
    filter.close();
    super.close();
  }
}
