// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.kernel.flow.FlowTableException;
import io.svcrules.iptables.kernel.flow.ForgottenFlows;
import java.util.Optional;

/**
 * What became of stale flows in a round of work.
 *
 * @param forgotten those that the kernel was made to forget
 * @param failure why it could not be asked; the next round looks for them again
 */
public record FlowOutcome(ForgottenFlows forgotten, Optional<FlowTableException> failure) {
  /** There was none to look for. */
  public static final FlowOutcome NONE = new FlowOutcome(ForgottenFlows.NONE, Optional.empty());
}
