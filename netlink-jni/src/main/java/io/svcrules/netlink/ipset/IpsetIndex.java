// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipset;

/**
 * The kernel's number for a set.
 *
 * @param name the name of the set
 * @param index its number ({@code IPSET_ATTR_INDEX}): 0 to 65534
 */
record IpsetIndex(String name, int index) {}
