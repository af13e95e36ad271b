// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

/** How the node tells the traffic of pods from all other. */
public enum PodDetection {
  /** By the network of all pods ({@code --cluster-cidr}). */
  CLUSTER_CIDR,
  /** By the network of the pods of this node. */
  NODE_CIDR,
  /** By the bridge that pods of this node are connected to. */
  BRIDGE,
  /** Not at all. */
  NONE
}
