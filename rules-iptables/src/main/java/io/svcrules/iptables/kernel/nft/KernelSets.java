// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.netlink.KernelErrorException;
import io.svcrules.netlink.ipset.IpsetClient;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The sets of the kernel. It is asked when the first rule comes that names one, and not before:
 * asking would load ipset. Safe for use by several threads.
 */
public final class KernelSets implements SetIndexes {
  private final IpsetClient client;
  private SetIndexes known;

  /** The sets that a client sees, which stays open. */
  public KernelSets(IpsetClient client) {
    this.client = client;
  }

  /** Asks the kernel again when the next rule comes that names a set. */
  public synchronized void forget() {
    known = null;
  }

  @Override
  public OptionalInt index(String name) {
    return known().index(name);
  }

  @Override
  public Optional<String> name(int index) {
    return known().name(index);
  }

  private synchronized SetIndexes known() {
    if (known == null) {
      known = ask();
    }
    return known;
  }

  private SetIndexes ask() {
    try {
      return SetIndexes.of(client.indexes());
    } catch (KernelErrorException e) {
      // A kernel without ipset has no sets; whoever wants to write a rule of one is told so.
      return SetIndexes.of(Map.of());
    }
  }
}
