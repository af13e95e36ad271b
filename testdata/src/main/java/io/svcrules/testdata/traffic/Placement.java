// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

/** Where the endpoints of a service are. */
public enum Placement {
  /** Two on the node, two on another node. */
  BOTH,
  /** Two on another node. */
  ELSEWHERE,
  /** There are none. */
  NOWHERE
}
