// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

/** {@code --detect-local-mode}: how traffic of pods on this node is told from all other. */
public enum DetectLocalMode {
  /** By the network of all pods: {@code --cluster-cidr}. */
  CLUSTER_CIDR("ClusterCIDR"),
  /** By the network of the node's pods: {@code spec.podCIDRs} of the Node. */
  NODE_CIDR("NodeCIDR"),
  /** By the bridge the pods are connected to: {@code --pod-bridge-interface}. */
  BRIDGE_INTERFACE("BridgeInterface"),
  /** By how the names of the pods' interfaces start: {@code --pod-interface-name-prefix}. */
  INTERFACE_NAME_PREFIX("InterfaceNamePrefix");

  private final String spelling;

  DetectLocalMode(String spelling) {
    this.spelling = spelling;
  }

  /**
   * The mode of that spelling.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static DetectLocalMode of(String spelling) {
    for (DetectLocalMode mode : values()) {
      if (mode.spelling.equals(spelling)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("not a mode: \"" + spelling + '"');
  }

  /** The value of kube-proxy's flag and of {@code detectLocalMode} in its configuration. */
  @Override
  public String toString() {
    return spelling;
  }
}
