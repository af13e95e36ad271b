// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.explain;

/** The kinds of addresses on which a service port answers. */
public enum AddressKind {
  /** {@code spec.clusterIPs}. */
  CLUSTER_IP("cluster IP", "spec.clusterIPs"),
  /** {@code spec.externalIPs}. */
  EXTERNAL_IP("external IP", "spec.externalIPs"),
  /** {@code status.loadBalancer.ingress[].ip}. */
  LOAD_BALANCER_IP("load balancer IP", "status.loadBalancer.ingress[].ip"),
  /** {@code spec.ports[].nodePort}, on addresses of the node. */
  NODE_PORT("node port", "spec.ports[].nodePort");

  private final String text;
  private final String field;

  AddressKind(String text, String field) {
    this.text = text;
    this.field = field;
  }

  /** What people call it. */
  public String text() {
    return text;
  }

  /** The field of the Service. */
  public String field() {
    return field;
  }
}
