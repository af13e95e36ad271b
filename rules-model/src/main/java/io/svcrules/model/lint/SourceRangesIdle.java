// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import io.svcrules.model.IpFamily;
import io.svcrules.model.LoadBalancerIngress;
import io.svcrules.model.Service;
import io.svcrules.model.ServiceType;
import java.util.List;

/** {@link LintId#SOURCE_RANGES_IDLE}. */
final class SourceRangesIdle implements LintRule {
  private static final String FIELD = "spec.loadBalancerSourceRanges";

  @Override
  public void check(LintInput input, LintReport report) {
    for (Service service : input.served()) {
      if (!service.loadBalancerSourceRanges().isEmpty()) {
        check(service, report);
      }
    }
  }

  private static void check(Service service, LintReport report) {
    List<LoadBalancerIngress> ingress = service.loadBalancerIngress();
    if (ingress.isEmpty()) {
      if (service.type() != ServiceType.LOAD_BALANCER) {
        report(service, "the Service is of type " + service.type().kubernetesName(), report);
      }
      return;
    }
    if (ingress.stream().allMatch(LoadBalancerIngress::proxied)) {
      report(service, "every load balancer IP has ipMode Proxy, so nodes never see it", report);
      return;
    }
    for (IpFamily family : IpFamily.values()) {
      boolean addresses = ingress.stream().anyMatch(i -> !i.proxied() && i.ip().family() == family);
      boolean ranges =
          service.loadBalancerSourceRanges().stream().anyMatch(r -> r.family() == family);
      if (addresses && !ranges) {
        String name = family.kubernetesName();
        report(service, "no range is " + name + ": all " + name + " clients are admitted", report);
      } else if (ranges && !addresses) {
        String reason = "ranges of " + family.kubernetesName() + ", but no load balancer IP is";
        report.service(LintId.SOURCE_RANGES_IDLE, LintSeverity.NOTE, service.name(), FIELD, reason);
      }
    }
  }

  private static void report(Service service, String reason, LintReport report) {
    report.service(LintId.SOURCE_RANGES_IDLE, service.name(), FIELD, reason);
  }
}
