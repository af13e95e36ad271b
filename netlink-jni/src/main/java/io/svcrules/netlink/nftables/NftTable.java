// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

/**
 * A table.
 *
 * @param family the packets that it sees
 * @param name its name, unique in the family
 * @param flags {@code NFT_TABLE_F_…}
 * @param handle the kernel's number for it; 0 in a table not yet made
 * @param use how many chains and other objects it holds; 0 in a table not yet made
 */
public record NftTable(NftFamily family, String name, int flags, long handle, int use) {

  /** A table to be made. */
  public static NftTable named(NftFamily family, String name) {
    return new NftTable(family, name, 0, 0, 0);
  }
}
