// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Rule;

/**
 * A rule that the kernel holds.
 *
 * @param handle the kernel's number for it, unique in its table and never used again
 * @param rule what it says
 */
public record HandledRule(long handle, Rule rule) {}
