// SPDX-License-Identifier: Apache-2.0
/** ipset: sets of addresses and ports, created, filled, listed, swapped and destroyed. */
package io.svcrules.netlink.ipset;
