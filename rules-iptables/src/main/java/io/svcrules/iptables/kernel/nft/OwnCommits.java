// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.netlink.nftables.NftGeneration;

/**
 * The latest generations of the rule set of a network namespace that were made here, one after
 * another. Shared by those who change different families of it, as they have their generations in
 * common. Safe for use by several threads.
 */
public final class OwnCommits {
  private boolean any;
  private int first;
  private int last;

  /** A namespace that nobody has changed yet from here. */
  public OwnCommits() {}

  /** Remembers that a generation was made here out of the one before it. */
  synchronized void add(NftGeneration before, NftGeneration made) {
    if (!any || last != before.id()) {
      first = before.id();
    }
    last = made.id();
    any = true;
  }

  /** Whether all changes that led from one generation to a later one were made here. */
  synchronized boolean lead(NftGeneration from, NftGeneration to) {
    // Differences, because the numbers wrap around.
    return from.id() == to.id()
        || (any && from.id() - first >= 0 && to.id() - from.id() > 0 && last - to.id() >= 0);
  }
}
