// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.SliceEndpoint;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@link LintId#AFFINITY_MEMORY}. Each endpoint has a list of its own in the kernel, which forgets
 * the client seen longest ago once it is full. The pods that are endpoints of something are the
 * clients that are known of; there may be more.
 */
final class AffinityMemory implements LintRule {
  /** net/netfilter/xt_recent.c, module parameter ip_list_tot. */
  private static final int DEFAULT_ENTRIES = 100;

  @Override
  public void check(LintInput input, LintReport report) {
    List<ResolvedServicePort> ports =
        input.ports().stream()
            .filter(p -> p.affinitySeconds().isPresent() && p.endpoints().any())
            .toList();
    if (ports.isEmpty()) {
      return;
    }
    Set<IpAddress> pods = new HashSet<>();
    for (EndpointSlice slice : input.manifests().slices()) {
      for (SliceEndpoint endpoint : slice.endpoints()) {
        pods.add(endpoint.address());
      }
    }
    int entries = input.facts().recentEntries().orElse(DEFAULT_ENTRIES);
    long ipv4 = pods.stream().filter(pod -> pod.family() == IpFamily.IPV4).count();
    for (ResolvedServicePort port : ports) {
      boolean isIpv4 = port.clusterIp().family() == IpFamily.IPV4;
      check(port, entries, isIpv4 ? ipv4 : pods.size() - ipv4, report);
    }
  }

  private static void check(
      ResolvedServicePort port, int entries, long clients, LintReport report) {
    long remembered = (long) entries * port.endpoints().reachable().size();
    String start =
        Words.port(port)
            + ": "
            + remembered
            + " clients are remembered, "
            + entries
            + " for each endpoint";
    if (clients > remembered) {
      report.service(
          LintId.AFFINITY_MEMORY,
          port.name().service(),
          "spec.sessionAffinity",
          start + ", and the cluster has " + clients + " pods that may come");
    } else if (port.externallyAccessible()) {
      report.service(
          LintId.AFFINITY_MEMORY,
          LintSeverity.NOTE,
          port.name().service(),
          "spec.sessionAffinity",
          start + ", and any number may come from outside");
    }
  }
}
