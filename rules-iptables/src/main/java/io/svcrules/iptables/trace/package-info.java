// SPDX-License-Identifier: Apache-2.0
/**
 * What becomes of a packet: the walk through hooks, tables and chains in the kernel's order, with
 * every chance it takes. Pure.
 */
package io.svcrules.iptables.trace;
