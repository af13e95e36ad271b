// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.explain;

import io.svcrules.ipvs.KubeSet;

/** What the sets of mode ipvs are for. */
public final class SetPurpose {
  private SetPurpose() {}

  /** What being in the set does to packets, or to svcrules. */
  public static String text(KubeSet set) {
    return switch (set) {
      case VIRTUAL_SERVER -> "tells svcrules that the virtual server is its own";
      case LOOP_BACK -> "an endpoint that reaches itself must see another address than its own";
      case CLUSTER_IP -> "clients that are no pods are masqueraded; the node itself lets it pass";
      case EXTERNAL_IP -> "all clients are masqueraded; the node itself lets it pass";
      case EXTERNAL_IP_LOCAL -> "no client is masqueraded; the node itself lets it pass";
      case LOAD_BALANCER -> "clients are masqueraded unless another set exempts them";
      case LOAD_BALANCER_LOCAL, NODE_PORT_LOCAL_TCP, NODE_PORT_LOCAL_UDP, NODE_PORT_LOCAL_SCTP ->
          "no client is masqueraded";
      case NODE_PORT_TCP, NODE_PORT_UDP, NODE_PORT_SCTP ->
          "clients are masqueraded unless another set exempts them";
      case HEALTH_CHECK_NODE_PORT -> "load balancers may ask whether this node serves";
      case LOAD_BALANCER_SOURCE_CIDR -> "admits clients of a source range";
      case LOAD_BALANCER_SOURCE_IP -> "admits the node itself";
      case LOAD_BALANCER_FW -> "clients that no source range admits are dropped";
      case IPVS_IPS -> "nothing but its virtual servers can be reached by the address";
      case NO_ENDPOINTS -> "new connections are refused: no endpoint serves";
      case NO_LOCAL_ENDPOINTS -> "new connections are dropped: no endpoint on this node serves";
    };
  }

  /** The field of the Service that its elements come from; {@code endpoints} for its slices. */
  public static String field(KubeSet set) {
    return switch (set) {
      case VIRTUAL_SERVER, IPVS_IPS -> "";
      case LOOP_BACK, NO_ENDPOINTS -> "endpoints";
      case CLUSTER_IP -> "spec.clusterIPs";
      case EXTERNAL_IP -> "spec.externalIPs";
      case EXTERNAL_IP_LOCAL,
          LOAD_BALANCER_LOCAL,
          NODE_PORT_LOCAL_TCP,
          NODE_PORT_LOCAL_UDP,
          NODE_PORT_LOCAL_SCTP ->
          "spec.externalTrafficPolicy";
      case LOAD_BALANCER -> "status.loadBalancer.ingress";
      case NODE_PORT_TCP, NODE_PORT_UDP, NODE_PORT_SCTP -> "spec.ports[].nodePort";
      case HEALTH_CHECK_NODE_PORT -> "spec.healthCheckNodePort";
      case LOAD_BALANCER_SOURCE_CIDR, LOAD_BALANCER_SOURCE_IP, LOAD_BALANCER_FW ->
          "spec.loadBalancerSourceRanges";
      case NO_LOCAL_ENDPOINTS -> "";
    };
  }
}
