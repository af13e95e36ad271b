// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.model.NamespacedName;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How many endpoints all service ports of a family have together, kept up Service by Service. */
final class EndpointTotal {
  private final Map<NamespacedName, Integer> ofService = new HashMap<>();
  private int total;

  EndpointTotal(Collection<ResolvedServicePort> all) {
    for (ResolvedServicePort port : all) {
      ofService.merge(port.name().service(), port.endpointCount(), Integer::sum);
      total += port.endpointCount();
    }
  }

  /** The ports of a Service as they are now; none if it is gone. */
  void set(NamespacedName service, Collection<ResolvedServicePort> ports) {
    Integer old = ofService.remove(service);
    total -= old == null ? 0 : old;
    int count = ports.stream().mapToInt(ResolvedServicePort::endpointCount).sum();
    total += count;
    if (count > 0) {
      ofService.put(service, count);
    }
  }

  int get() {
    return total;
  }
}
