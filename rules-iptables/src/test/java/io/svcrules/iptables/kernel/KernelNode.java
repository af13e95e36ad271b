// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.model.IpFamily;
import java.nio.file.Path;

/** A network namespace of a real kernel. */
abstract class KernelNode implements TestNode {
  private final NamespaceNode node;

  KernelNode(IpFamily family, IptablesVariant variant) {
    this.node = new NamespaceNode(family, variant);
  }

  /** The namespace, and what iptables makes of it. */
  final NamespaceNode node() {
    return node;
  }

  /** The file of the namespace. */
  public final Path namespaceFile() {
    return Path.of("/run/netns", node.namespace().name());
  }

  @Override
  public final String saved() {
    return node.saved();
  }

  @Override
  public final void load(String input) {
    node.load(input);
  }

  @Override
  public void close() {
    node.close();
  }
}
