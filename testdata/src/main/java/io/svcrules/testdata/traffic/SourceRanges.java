// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

/** What {@code loadBalancerSourceRanges} of a service let in. */
public enum SourceRanges {
  /** The field is absent: everyone. */
  ABSENT,
  /** The whole family, as a range. */
  EVERYONE,
  /** The network of {@link Client#OUTSIDE} only. */
  OUTSIDE,
  /** The primary address of the node only. */
  NODE,
  /** The pods of all nodes only. */
  PODS
}
