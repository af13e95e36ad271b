// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

/**
 * EndpointSlice {@code endpoints[].conditions}, with the defaults of absent fields filled in.
 *
 * @param ready whether new traffic should go here; absent counts as true
 * @param serving whether the endpoint answers, terminating or not; absent counts as true
 * @param terminating whether the endpoint is shutting down; absent counts as false
 */
public record EndpointConditions(boolean ready, boolean serving, boolean terminating) {
  /** An endpoint in normal service. */
  public static final EndpointConditions READY = new EndpointConditions(true, true, false);

  /** An endpoint that does not answer. */
  public static final EndpointConditions NOT_READY = new EndpointConditions(false, false, false);

  /** An endpoint that still answers while it shuts down: the last resort. */
  public static final EndpointConditions SERVING_TERMINATING =
      new EndpointConditions(false, true, true);

  /** Whether the endpoint still answers while it shuts down. */
  public boolean servingTerminating() {
    return serving && terminating;
  }
}
