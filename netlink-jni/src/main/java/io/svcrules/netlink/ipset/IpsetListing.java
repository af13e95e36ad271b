// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipset;

import java.util.List;

/**
 * A set as the kernel lists it.
 *
 * @param spec what it was created with, the kernel's choices included
 * @param references how many rules and sets use it
 * @param entries what it holds, in no order; empty when only headers were asked for
 */
public record IpsetListing(IpsetSpec spec, int references, List<IpsetEntry> entries) {

  /** Keeps its own copy of the entries. */
  public IpsetListing {
    entries = List.copyOf(entries);
  }
}
