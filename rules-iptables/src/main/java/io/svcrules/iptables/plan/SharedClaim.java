// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import io.svcrules.iptables.Table;
import io.svcrules.iptables.compile.DispatchRule;

/**
 * A claim within one shared chain.
 *
 * @param table the table of the chain
 * @param chain the name of the chain
 * @param claim the packets asked for
 */
record SharedClaim(Table table, String chain, Claim claim) {

  static SharedClaim of(DispatchRule dispatch) {
    return new SharedClaim(dispatch.table(), dispatch.chain(), Claim.of(dispatch.rule()));
  }
}
