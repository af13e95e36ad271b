// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import io.svcrules.model.Service;
import io.svcrules.model.ServicePort;

/** {@link LintId#SOURCE_RANGES_BYPASSED}. */
final class SourceRangesBypassed implements LintRule {
  @Override
  public void check(LintInput input, LintReport report) {
    for (Service service : input.served()) {
      if (!service.loadBalancerSourceRanges().isEmpty()) {
        check(service, report);
      }
    }
  }

  private static void check(Service service, LintReport report) {
    for (int i = 0; i < service.ports().size(); i++) {
      ServicePort port = service.ports().get(i);
      if (port.nodePort() != 0) {
        String reason = "node port " + port.nodePort() + " admits clients of every source range";
        report(service, "spec.ports[" + i + "].nodePort", reason, report);
      }
    }
    if (!service.externalIps().isEmpty()) {
      report(service, "spec.externalIPs", "external IPs admit clients of every range", report);
    }
  }

  private static void report(Service service, String field, String reason, LintReport report) {
    report.service(LintId.SOURCE_RANGES_BYPASSED, service.name(), field, reason);
  }
}
