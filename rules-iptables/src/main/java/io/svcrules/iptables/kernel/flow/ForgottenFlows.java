// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.flow;

import io.svcrules.iptables.flow.FlowFilter;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Flows that were forgotten, or would be.
 *
 * @param filters the commands of conntrack(8) that do the same
 * @param count how many flows that is
 */
public record ForgottenFlows(SortedSet<FlowFilter> filters, int count) {
  /** No flow. */
  public static final ForgottenFlows NONE = new ForgottenFlows(new TreeSet<>(), 0);

  /** Copies the filters. */
  public ForgottenFlows {
    filters = Collections.unmodifiableSortedSet(new TreeSet<>(filters));
  }
}
