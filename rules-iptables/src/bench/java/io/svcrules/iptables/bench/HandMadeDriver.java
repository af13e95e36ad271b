// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.bench;

import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.model.Manifests;

/**
 * Has iptables-restore read the fewest lines that make a change, and measures only that: the floor
 * for whoever uses the commands of iptables.
 */
final class HandMadeDriver implements ChangeDriver {
  private final BenchNode node;
  private Manifests manifests;
  private CompiledRuleset compiled;

  /**
   * A driver for a node that is up to date.
   *
   * @param manifests what its rules were made from
   */
  HandMadeDriver(BenchNode node, Manifests manifests) {
    this.node = node;
    this.manifests = manifests;
    this.compiled = BenchCluster.compile(manifests);
  }

  @Override
  public long change(ClusterChange change) {
    manifests = change.applyTo(manifests);
    CompiledRuleset after = BenchCluster.compile(manifests);
    String text = HandMade.text(compiled, after);
    compiled = after;
    return node.restore(text);
  }

  /** What the node holds by now. */
  CompiledRuleset compiled() {
    return compiled;
  }
}
