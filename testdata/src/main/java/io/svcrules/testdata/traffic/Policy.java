// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

/** A traffic policy of a service: {@code internalTrafficPolicy}, {@code externalTrafficPolicy}. */
public enum Policy {
  /** Endpoints anywhere. */
  CLUSTER,
  /** Endpoints on the node only. */
  LOCAL
}
