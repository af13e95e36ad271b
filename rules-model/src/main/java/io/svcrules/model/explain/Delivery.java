// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.explain;

/** What becomes of a new connection to an address of a Service. */
public enum Delivery {
  /** It goes to an endpoint of policy Cluster. */
  CLUSTER,
  /** It goes to an endpoint of policy Local. */
  LOCAL,
  /** It is refused at once: no endpoint serves anywhere. */
  REJECTED,
  /** It is dropped without a word: endpoints serve, but none on this node. */
  DROPPED,
  /** It is dropped without a word: no source range admits the client. */
  NOT_ADMITTED
}
