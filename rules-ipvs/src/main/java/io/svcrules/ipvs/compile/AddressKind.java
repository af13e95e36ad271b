// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

/** By which field a service has an address. */
public enum AddressKind {
  /** {@code spec.clusterIPs}: allocated by the API server, so nobody else's wish prevails. */
  CLUSTER_IP("cluster IP"),
  /** {@code spec.externalIPs}. */
  EXTERNAL_IP("external IP"),
  /** {@code status.loadBalancer.ingress}. */
  LOAD_BALANCER_IP("load balancer IP"),
  /** {@code spec.ports[].nodePort}. */
  NODE_PORT("node port");

  private final String text;

  AddressKind(String text) {
    this.text = text;
  }

  /** What people call it. */
  public String text() {
    return text;
  }
}
