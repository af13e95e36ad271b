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
  OUTSIDE;

  /** Where such a client is in the lab. */
  public Place place() {
    return switch (this) {
      case POD -> Place.POD;
      case ENDPOINT -> Place.ENDPOINT_A;
      case POD_ON_OTHER_NODE -> Place.POD_ON_NODE_3;
      case NODE, LOCALHOST -> Place.NODE_1;
      case OUTSIDE -> Place.OUTSIDE;
    };
  }
}
