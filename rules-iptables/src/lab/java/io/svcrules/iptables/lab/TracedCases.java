// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.lab;

import io.svcrules.iptables.trace.Host;
import io.svcrules.iptables.trace.Tracer;
import io.svcrules.model.Protocol;
import io.svcrules.testdata.traffic.IpVersion;
import io.svcrules.testdata.traffic.ServiceAddresses;
import io.svcrules.testdata.traffic.ServiceShape;
import io.svcrules.testdata.traffic.Target;
import io.svcrules.testdata.traffic.TrafficCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows the packets of cases, those that real packets are held to as well.
 *
 * @param cases the cases
 * @param services where the services are
 */
public record TracedCases(List<TrafficCase> cases, Map<ServiceShape, ServiceAddresses> services) {

  /** What followed packets show otherwise than the cases say, in their order. */
  public List<String> deviations(IpVersion version, Host host, Tracer tracer, Protocol protocol) {
    List<String> deviations = new ArrayList<>();
    for (TrafficCase one : cases) {
      if (one.versions().contains(version)) {
        Target target = services.get(one.service()).target(version, one.client(), one.address());
        Optional<String> deviation =
            new CaseJudge(one, version, target, one.expected()).deviation(tracer, host, protocol);
        deviation.ifPresent(text -> deviations.add("followed: " + text));
      }
    }
    return deviations;
  }
}
