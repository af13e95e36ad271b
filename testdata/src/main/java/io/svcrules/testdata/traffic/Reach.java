// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

/** Which endpoints of a service connections reach. */
public enum Reach {
  /** Each of them. */
  ALL,
  /** Each of those on the node. */
  LOCAL,
  /** None. */
  NONE
}
