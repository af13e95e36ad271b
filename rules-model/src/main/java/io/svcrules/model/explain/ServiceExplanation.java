// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.explain;

import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Service;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceExplainer;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * All that clients may want to know about a Service.
 *
 * @param service the Service
 * @param families what it is in each family asked for
 * @param names its records in DNS, sorted
 * @param variables what pods get, in kubelet's order
 */
public record ServiceExplanation(
    Service service,
    List<FamilyExplanation> families,
    List<DnsRecord> names,
    List<EnvironmentVariable> variables) {

  /** Copies the lists. */
  public ServiceExplanation {
    families = List.copyOf(families);
    names = List.copyOf(names);
    variables = List.copyOf(variables);
  }

  /**
   * The Service without regard to any family.
   *
   * @param slices the slices that name it
   * @param clusterDomain such as {@code cluster.local}
   */
  public static ServiceExplanation of(
      Service service,
      Collection<EndpointSlice> slices,
      List<FamilyExplanation> families,
      String clusterDomain) {
    return new ServiceExplanation(
        service,
        families,
        DnsNames.records(service, slices, clusterDomain),
        EnvironmentVariables.of(service));
  }

  /**
   * The Service in one family.
   *
   * @param answers the addresses that a port of it answers on
   */
  public static FamilyExplanation family(
      IpFamily family,
      Service service,
      Collection<EndpointSlice> slices,
      ServiceExplainer explainer,
      Function<ResolvedServicePort, List<Answer>> answers) {
    return new FamilyExplanation(
        family,
        explainer.resolver().skipReason(service),
        explainer.explain(service, slices).stream()
            .map(port -> new PortExplanation(port, answers.apply(port.port())))
            .toList());
  }
}
