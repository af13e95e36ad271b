// SPDX-License-Identifier: Apache-2.0
/**
 * iptables rules as x_tables holds them, read and written by socket options in the very layout of
 * {@code iptables-legacy}: what is written here is shown, changed and deleted by every later {@code
 * iptables-legacy} command as its own.
 *
 * <p>The kernel gives and takes a table as a whole: one piece of memory with an entry for each
 * rule, each chain and each end of a chain. Entries that do not change go back as they came, byte
 * for byte; only where jumps lead is written anew. Encoding and decoding are pure; {@link
 * io.svcrules.iptables.kernel.legacy.LegacyTables} talks to the kernel.
 */
package io.svcrules.iptables.kernel.legacy;
