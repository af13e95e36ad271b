// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

/** Why a rule exists: the field that asks for it, and what it is for. */
public enum RuleReason {
  /** Into the chains of kube-proxy. */
  HOOK("", "lets packets into the chains of services"),
  /** To the node port chain, behind all services. */
  NODE_PORTS("", "looks for a node port once no other address of a service has matched"),
  /** Masquerading on the way out. */
  POSTROUTING("", "gives marked packets the node's source address on their way out"),
  /** Setting the mark. */
  MARK("", "marks a packet that needs the node's source address"),
  /** Dropping invalid packets. */
  INVALID("", "keeps packets that connection tracking cannot place from undoing connections"),
  /** Accepting forwarded service traffic. */
  FORWARD("", "lets service traffic through whatever the policy of FORWARD"),
  /** Protecting loopback. */
  LOOPBACK("", "keeps others from 127.0.0.0/8, which localhost node ports would open to them"),
  /** Cluster IP with endpoints. */
  CLUSTER_IP("spec.clusterIPs", "the cluster IP leads to the endpoints"),
  /** Cluster IP that no endpoint serves. */
  CLUSTER_IP_BLOCKED("spec.clusterIPs", "no endpoint may serve the cluster IP on this node"),
  /** External IP with endpoints. */
  EXTERNAL_IP("spec.externalIPs", "the external IP leads to the endpoints"),
  /** External IP that no endpoint serves. */
  EXTERNAL_IP_BLOCKED("spec.externalIPs", "no endpoint may serve the external IP on this node"),
  /** Load balancer IP with endpoints. */
  LOAD_BALANCER_IP("status.loadBalancer.ingress", "the load balancer IP leads to the endpoints"),
  /** Load balancer IP that no endpoint serves. */
  LOAD_BALANCER_IP_BLOCKED(
      "status.loadBalancer.ingress", "no endpoint may serve the load balancer IP on this node"),
  /** Node port with endpoints. */
  NODE_PORT("spec.ports[].nodePort", "the node port leads to the endpoints"),
  /** Node port that no endpoint serves. */
  NODE_PORT_BLOCKED("spec.ports[].nodePort", "no endpoint may serve the node port on this node"),
  /** Health check port. */
  HEALTH_CHECK("spec.healthCheckNodePort", "load balancers may ask whether this node serves"),
  /** Source ranges: the drop. */
  NOT_IN_SOURCE_RANGES(
      "spec.loadBalancerSourceRanges", "drops clients that no source range admits"),
  /** Source ranges: one of them. */
  SOURCE_RANGE("spec.loadBalancerSourceRanges", "admits clients of a source range"),
  /** Source ranges: the node itself. */
  SOURCE_RANGE_NODE(
      "spec.loadBalancerSourceRanges",
      "admits the node itself, whose packets bear the load balancer IP as source"),
  /** Source ranges: a remark. */
  SOURCE_RANGES_END("spec.loadBalancerSourceRanges", "says where all others are dropped"),
  /** Masquerade of cluster IP traffic. */
  MASQUERADE_OFF_CLUSTER("spec.clusterIPs", "replies must come back by this node"),
  /** Masquerade of external traffic. */
  MASQUERADE_EXTERNAL(
      "spec.externalTrafficPolicy", "replies of endpoints elsewhere must come back by this node"),
  /** Local pods under external policy Local. */
  POD_SHORT_CIRCUIT(
      "spec.externalTrafficPolicy", "pods use every endpoint, as if they used the cluster IP"),
  /** Masquerade of the node's own traffic under external policy Local. */
  NODE_MASQUERADE("spec.externalTrafficPolicy", "replies to the node itself must come back to it"),
  /** The node's own traffic under external policy Local. */
  NODE_SHORT_CIRCUIT(
      "spec.externalTrafficPolicy", "the node uses every endpoint, as if it used the cluster IP"),
  /** To the chain of the policy. */
  EXTERNAL_POLICY("spec.externalTrafficPolicy", "all other traffic goes by the policy"),
  /** Affinity. */
  AFFINITY("spec.sessionAffinity", "a client seen lately goes where it went before"),
  /** A share. */
  SHARE("endpoints", "an equal share of new connections goes to each endpoint"),
  /** Hairpin. */
  HAIRPIN("endpoints", "an endpoint that reaches itself must see another address than its own"),
  /** The endpoint. */
  ENDPOINT("endpoints", "the endpoint's address and port replace those of the service");

  private final String field;
  private final String text;

  RuleReason(String field, String text) {
    this.field = field;
    this.text = text;
  }

  /** The field of the Service, or {@code endpoints} for its slices; empty for rules of no one. */
  public String field() {
    return field;
  }

  /** What the rule is for. */
  public String text() {
    return text;
  }
}
