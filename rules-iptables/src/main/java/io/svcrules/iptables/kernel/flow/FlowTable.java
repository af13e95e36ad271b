// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.flow;

import io.svcrules.iptables.flow.Flow;
import io.svcrules.iptables.flow.FlowFilter;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The flows that connection tracking remembers in one network namespace: those of its default zone,
 * in which the rules of services are.
 *
 * <p>All methods throw {@link FlowTableException} if the kernel cannot be asked.
 */
public interface FlowTable {

  /**
   * Gives a handler the flows of a family and protocol, as they come: one that is there all the
   * time at least once.
   */
  void stream(IpFamily family, Protocol protocol, Consumer<Flow> handler);

  /**
   * Forgets flows. Those that are gone are passed over; one that has taken the place of another is
   * most often left alone, and if not, asks the rules once more, which does no harm.
   *
   * @return how many were forgotten
   */
  int delete(Collection<Flow> flows);

  /** The addresses of the interfaces of the namespace: what a node port is asked at. */
  Set<IpAddress> nodeAddresses(IpFamily family);

  /**
   * Forgets the flows that a filter means.
   *
   * @return how many were forgotten
   */
  default int delete(FlowFilter filter) {
    List<Flow> found = new ArrayList<>();
    stream(
        filter.family(),
        filter.protocol(),
        flow -> {
          if (filter.matches(flow)) {
            found.add(flow);
          }
        });
    return delete(found);
  }
}
