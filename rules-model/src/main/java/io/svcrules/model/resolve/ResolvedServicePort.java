// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.ServicePortName;
import io.svcrules.model.TrafficPolicy;
import java.util.List;
import java.util.OptionalInt;

/**
 * One port of one Service in one family, with all that decides its rules on one node.
 *
 * @param name its identity
 * @param clusterIp the cluster IP
 * @param port the port of cluster IP, external IPs and load balancer IPs: 1 to 65535
 * @param nodePort the port of the node's addresses, or 0
 * @param externalIps {@code spec.externalIPs} of the family, in their order
 * @param loadBalancerIps {@code status.loadBalancer.ingress[].ip} of the family that are not
 *     proxied, in their order
 * @param sourceRanges {@code spec.loadBalancerSourceRanges} of the family, in their order
 * @param affinitySeconds how long a client stays with its endpoint; empty: it does not
 * @param internalPolicy the policy of traffic to the cluster IP
 * @param externalPolicy the policy of all other traffic; Local only where Kubernetes gives it a
 *     meaning
 * @param healthCheckNodePort the port of the health check, or 0
 * @param endpoints the endpoints that serve it
 * @param endpointCount how many endpoints it has in any state
 */
public record ResolvedServicePort(
    ServicePortName name,
    IpAddress clusterIp,
    int port,
    int nodePort,
    List<IpAddress> externalIps,
    List<IpAddress> loadBalancerIps,
    List<Cidr> sourceRanges,
    OptionalInt affinitySeconds,
    TrafficPolicy internalPolicy,
    TrafficPolicy externalPolicy,
    int healthCheckNodePort,
    EndpointSelection endpoints,
    int endpointCount) {

  /** Copies the lists. */
  public ResolvedServicePort {
    externalIps = List.copyOf(externalIps);
    loadBalancerIps = List.copyOf(loadBalancerIps);
    sourceRanges = List.copyOf(sourceRanges);
  }

  /** This port served by other endpoints. */
  ResolvedServicePort withEndpoints(EndpointSelection newEndpoints) {
    return new ResolvedServicePort(
        name,
        clusterIp,
        port,
        nodePort,
        externalIps,
        loadBalancerIps,
        sourceRanges,
        affinitySeconds,
        internalPolicy,
        externalPolicy,
        healthCheckNodePort,
        newEndpoints,
        endpointCount);
  }

  /** Whether it has an address that is reached from outside the cluster. */
  public boolean externallyAccessible() {
    return nodePort != 0 || !loadBalancerIps.isEmpty() || !externalIps.isEmpty();
  }

  /** Whether some traffic goes to endpoints of the whole cluster. */
  public boolean usesClusterEndpoints() {
    return internalPolicy == TrafficPolicy.CLUSTER || externallyAccessible();
  }

  /** Whether some traffic goes to endpoints of this node only. */
  public boolean usesLocalEndpoints() {
    return internalPolicy == TrafficPolicy.LOCAL
        || (externalPolicy == TrafficPolicy.LOCAL && externallyAccessible());
  }

  /** Whether traffic to the cluster IP has an endpoint. */
  public boolean hasInternalEndpoints() {
    return hasEndpoints(internalPolicy);
  }

  /** Whether traffic from outside has an endpoint. */
  public boolean hasExternalEndpoints() {
    return hasEndpoints(externalPolicy);
  }

  private boolean hasEndpoints(TrafficPolicy policy) {
    return endpoints.any() && (policy == TrafficPolicy.CLUSTER || !endpoints.local().isEmpty());
  }
}
