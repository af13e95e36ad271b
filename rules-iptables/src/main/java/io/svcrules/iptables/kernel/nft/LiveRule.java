// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Rule;

/** A rule of a {@link LiveChain}, with its neighbours. */
final class LiveRule {
  /** The handle of a rule that the kernel has not made yet. */
  static final long PENDING = 0;

  final Rule rule;
  long handle;
  LiveRule previous;
  LiveRule next;

  LiveRule(Rule rule, long handle) {
    this.rule = rule;
    this.handle = handle;
  }

  boolean isPending() {
    return handle == PENDING;
  }
}
