// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.netlink.RequestFailure;
import java.util.Optional;

/**
 * A change that the kernel refused, and with it the whole transaction.
 *
 * @param index the place of the change among those of the transaction, from 0; negative if the
 *     refusal is of the transaction as a whole
 * @param change the change; empty if the refusal is of the transaction as a whole
 * @param failure the kernel's reason
 */
public record RefusedChange(int index, Optional<NftChange> change, RequestFailure failure) {}
