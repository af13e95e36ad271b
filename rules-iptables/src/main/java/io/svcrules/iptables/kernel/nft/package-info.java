// SPDX-License-Identifier: Apache-2.0
/**
 * iptables rules over nf_tables netlink, in the encoding of {@code iptables-nft}: what is written
 * here is shown, changed and deleted by every later {@code iptables} command as its own.
 *
 * <p>Encoding and decoding are pure. {@link io.svcrules.iptables.kernel.nft.NftTables} talks to the
 * kernel; {@link io.svcrules.iptables.kernel.nft.LiveTables} remembers what was said, and speaks in
 * the lines of iptables-restore.
 */
package io.svcrules.iptables.kernel.nft;
