// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.explain;

import io.svcrules.iptables.explain.RuleCause;
import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.compile.AddressKind;
import io.svcrules.ipvs.compile.ServedAddress;
import io.svcrules.ipvs.compile.SetMember;
import io.svcrules.model.IpAddress;
import io.svcrules.model.resolve.Endpoint;
import io.svcrules.model.resolve.ExplainedEndpoint;
import io.svcrules.model.resolve.ExplainedServicePort;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.List;
import java.util.Optional;

/** Finds the fields that what mode ipvs keeps for one service port exists for. */
public final class IpvsCauses {
  private final ExplainedServicePort port;
  private final ResolvedServicePort resolved;
  private final String service;

  /** Causes within a service port. */
  public IpvsCauses(ExplainedServicePort port) {
    this.port = port;
    this.resolved = port.port();
    this.service = "Service " + resolved.name().service();
  }

  /** The field that asks for a virtual server. */
  public RuleCause ofServer(ServedAddress address) {
    return switch (address.kind()) {
      case CLUSTER_IP -> cause("spec.clusterIPs", address.key().address());
      case EXTERNAL_IP -> cause("spec.externalIPs", address.key().address());
      case LOAD_BALANCER_IP -> cause("status.loadBalancer.ingress", address.key().address());
      case NODE_PORT -> nodePort();
    };
  }

  /** The places in slices that a real server stands for. */
  public List<RuleCause> ofRealServer(RealServerKey server) {
    return endpoints(server.address(), server.port());
  }

  /**
   * The fields that ask for an element of a set; at least one.
   *
   * @param address the address that the element hangs on; empty if it hangs on none
   */
  public List<RuleCause> ofMember(SetMember member, Optional<ServedAddress> address) {
    return switch (member.set()) {
      case LOOP_BACK -> {
        IpSetEntry.IpPort endpoint = ((IpSetEntry.IpPortIp) member.entry()).first();
        yield endpoints(endpoint.address(), endpoint.port());
      }
      case HEALTH_CHECK_NODE_PORT ->
          List.of(cause("spec.healthCheckNodePort", resolved.healthCheckNodePort()));
      case LOAD_BALANCER_SOURCE_CIDR ->
          List.of(
              cause(
                  "spec.loadBalancerSourceRanges",
                  ((IpSetEntry.IpPortNet) member.entry()).network()));
      case LOAD_BALANCER_SOURCE_IP, LOAD_BALANCER_FW ->
          List.of(cause("spec.loadBalancerSourceRanges", ""));
      case EXTERNAL_IP_LOCAL,
          LOAD_BALANCER_LOCAL,
          NODE_PORT_LOCAL_TCP,
          NODE_PORT_LOCAL_UDP,
          NODE_PORT_LOCAL_SCTP ->
          List.of(external(), ofServer(address.orElseThrow()));
      case NO_LOCAL_ENDPOINTS ->
          List.of(policy(address.orElseThrow()), ofServer(address.orElseThrow()));
      case NO_ENDPOINTS ->
          List.of(cause("endpoints", "none serves"), ofServer(address.orElseThrow()));
      case VIRTUAL_SERVER,
          CLUSTER_IP,
          EXTERNAL_IP,
          LOAD_BALANCER,
          NODE_PORT_TCP,
          NODE_PORT_UDP,
          NODE_PORT_SCTP,
          IPVS_IPS ->
          List.of(ofServer(address.orElseThrow()));
    };
  }

  private RuleCause policy(ServedAddress address) {
    return address.kind() == AddressKind.CLUSTER_IP
        ? cause("spec.internalTrafficPolicy", resolved.internalPolicy().kubernetesName())
        : external();
  }

  private RuleCause external() {
    return cause("spec.externalTrafficPolicy", resolved.externalPolicy().kubernetesName());
  }

  private RuleCause nodePort() {
    return cause("spec.ports[" + port.index() + "].nodePort", resolved.nodePort());
  }

  private RuleCause cause(String field, Object value) {
    return new RuleCause(service, field, value.toString());
  }

  private List<RuleCause> endpoints(IpAddress address, int number) {
    return port.endpoints().stream()
        .filter(one -> one.serves() && isAt(one.endpoint(), address, number))
        .map(IpvsCauses::cause)
        .toList();
  }

  private static boolean isAt(Endpoint endpoint, IpAddress address, int number) {
    return endpoint.address().equals(address) && endpoint.port() == number;
  }

  private static RuleCause cause(ExplainedEndpoint endpoint) {
    return new RuleCause(
        "EndpointSlice " + endpoint.slice(),
        "endpoints[" + endpoint.index() + "].addresses",
        endpoint.endpoint().text());
  }
}
