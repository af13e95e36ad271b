// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

import java.util.Optional;

/**
 * A chain.
 *
 * @param family the family of its table
 * @param table the name of its table
 * @param name its name, unique in the table
 * @param base where packets enter it by themselves; empty for a chain reached by jumps only
 * @param handle the kernel's number for it; 0 in a chain not yet made
 * @param use how many rules it holds and how many jump to it; 0 in a chain not yet made
 */
public record NftChain(
    NftFamily family, String table, String name, Optional<BaseChain> base, long handle, int use) {

  /** A chain to be made, reached by jumps only. */
  public static NftChain regular(NftFamily family, String table, String name) {
    return new NftChain(family, table, name, Optional.empty(), 0, 0);
  }

  /** A chain to be made, which packets enter at a hook. */
  public static NftChain base(NftFamily family, String table, String name, BaseChain base) {
    return new NftChain(family, table, name, Optional.of(base), 0, 0);
  }
}
