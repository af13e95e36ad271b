// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.model.IpFamily;
import java.nio.file.Path;
import java.util.Optional;

/** A network namespace of a real kernel, changed by the socket options of x_tables. */
public final class LegacyNode implements TestNode {
  private final NamespaceNode node;
  private final LegacyPacketFilter filter;

  /** A node. */
  public LegacyNode(IpFamily family) {
    this.node = new NamespaceNode(family, IptablesVariant.LEGACY);
    this.filter = another(family, node.runner());
  }

  /** Another filter of the namespace, to be closed by the caller. */
  LegacyPacketFilter another(IpFamily family, CommandRunner runner) {
    return LegacyPacketFilter.in(Optional.of(namespaceFile()), family, runner, node.lock());
  }

  /** The file of the namespace. */
  public Path namespaceFile() {
    return Path.of("/run/netns", node.namespace().name());
  }

  NamespaceNode node() {
    return node;
  }

  @Override
  public LegacyPacketFilter filter() {
    return filter;
  }

  @Override
  public String saved() {
    return node.saved();
  }

  @Override
  public void load(String input) {
    node.load(input);
  }

  @Override
  public void close() {
    filter.close();
    node.close();
  }
}
