// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.ChainPolicy;

/**
 * A chain as the kernel holds it.
 *
 * @param name its name
 * @param policy what happens at its end; {@link ChainPolicy#NONE} unless it is built in
 * @param begin where it begins in the table: with its head, or, if it is built in, its first entry
 * @param first where its first entry stands, which may be its foot
 * @param foot where the entry stands that ends it
 * @param end where the next chain begins
 * @param index how many entries of the table stand in front of it
 * @param entries how many entries it has, head and foot among them
 * @param jump how many jumps of the table stand in front of it
 * @param jumps how many of them it has
 */
record HeldChain(
    String name,
    ChainPolicy policy,
    int begin,
    int first,
    int foot,
    int end,
    int index,
    int entries,
    int jump,
    int jumps) {

  /** Whether a hook calls it. */
  boolean isBuiltIn() {
    return policy != ChainPolicy.NONE;
  }

  /** How many rules it has. */
  int rules() {
    return entries - (isBuiltIn() ? 1 : 2);
  }
}
