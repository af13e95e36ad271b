// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

/** What becomes of a connection. */
public enum Verdict {
  /** It reaches an endpoint. */
  DELIVERED,
  /** Nobody answers. */
  DROPPED,
  /** It is refused at once. */
  REJECTED,
  /**
   * No rule takes it: it goes where its address leads. To an address of the node itself, where
   * nobody listens; to any other by the default route.
   */
  UNTOUCHED
}
