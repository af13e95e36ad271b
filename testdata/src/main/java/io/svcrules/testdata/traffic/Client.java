// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

/** Where a connection to a service starts, as seen from the node whose rules are looked at. */
public enum Client {
  /** A pod on the node that is no endpoint of the service. */
  POD,
  /** A pod on the node that is an endpoint of the service. */
  ENDPOINT,
  /** A pod on another node, whose packets come through this node. */
  POD_ON_OTHER_NODE,
  /** A process on the node. */
  NODE,
  /** A process on the node that asks a loopback address. */
  LOCALHOST,
  /** A machine outside the cluster. */
  OUTSIDE
}
