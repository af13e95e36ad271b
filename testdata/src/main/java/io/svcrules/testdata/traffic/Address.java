// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

/** Which address of a service a client asks. */
public enum Address {
  /** {@code spec.clusterIPs}. */
  CLUSTER_IP,
  /**
   * The node port on the node's primary address; a loopback address for {@link Client#LOCALHOST}.
   */
  NODE_PORT,
  /** The node port on an address of the node that is not its primary one. */
  NODE_PORT_ON_OTHER_ADDRESS,
  /** {@code spec.externalIPs}. */
  EXTERNAL_IP,
  /** {@code status.loadBalancer.ingress[].ip}. */
  LOAD_BALANCER_IP;

  /** Whether the node itself has the address, so that packets to it go through INPUT. */
  public boolean isOfNode() {
    return this == NODE_PORT || this == NODE_PORT_ON_OTHER_ADDRESS;
  }
}
