// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

/** Which hints narrowed the endpoints of policy Cluster. */
public enum TopologyUse {
  /** None: all ready endpoints serve. */
  NONE,
  /** Those of nodes: the endpoints meant for this node serve. */
  NODE,
  /** Those of zones: the endpoints meant for this node's zone serve. */
  ZONE
}
