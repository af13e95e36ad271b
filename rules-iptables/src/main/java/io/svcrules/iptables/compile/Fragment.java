// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import io.svcrules.model.ServicePortName;
import java.util.List;

/**
 * All that one service port contributes to the rules of one family. It depends on that service port
 * alone, so a change of one never touches the fragment of another.
 *
 * @param name the service port
 * @param chains its own chains, all in table nat
 * @param dispatch its rules in shared chains; those of one chain in their order
 */
public record Fragment(
    ServicePortName name, List<ReasonedChain> chains, List<DispatchRule> dispatch) {

  /** Copies the lists. */
  public Fragment {
    chains = List.copyOf(chains);
    dispatch = List.copyOf(dispatch);
  }
}
