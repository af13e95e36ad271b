// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.flow;

import io.svcrules.iptables.flow.Flow;
import io.svcrules.iptables.flow.FlowFilter;
import io.svcrules.iptables.flow.StaleFlows;
import io.svcrules.model.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Makes the kernel forget stale flows, so that the next packet of each asks the rules anew.
 *
 * <p>All methods throw {@link FlowTableException}.
 */
public final class FlowCleaner {
  private final FlowTable table;

  /** A cleaner of the flows of one kernel. */
  public FlowCleaner(FlowTable table) {
    this.table = table;
  }

  /** What would be forgotten now. */
  public ForgottenFlows find(StaleFlows stale) {
    List<Flow> found = flows(stale);
    return new ForgottenFlows(filters(found), found.size());
  }

  /** Forgets them. To be called once the rules are what they should be: old rules make new ones. */
  public ForgottenFlows clean(StaleFlows stale) {
    List<Flow> found = flows(stale);
    return new ForgottenFlows(filters(found), table.delete(found));
  }

  private List<Flow> flows(StaleFlows stale) {
    if (stale.isEmpty()) {
      return List.of();
    }
    Set<IpAddress> nodeAddresses = table.nodeAddresses(stale.family());
    List<Flow> found = new ArrayList<>();
    table.stream(
        stale.family(),
        stale.protocol(),
        flow -> {
          if (stale.contains(flow, nodeAddresses)) {
            found.add(flow);
          }
        });
    return found;
  }

  /** One for all clients of a service that go the same way: those of a large node are many. */
  private static SortedSet<FlowFilter> filters(List<Flow> flows) {
    SortedSet<FlowFilter> filters = new TreeSet<>();
    flows.forEach(flow -> filters.add(FlowFilter.like(flow)));
    return filters;
  }
}
