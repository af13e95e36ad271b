// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.explain;

/** Whether a node can tell traffic of pods from other traffic. */
public enum PodTraffic {
  /** It cannot. */
  UNKNOWN,
  /** It can. */
  KNOWN,
  /** It takes all traffic for that of pods: the network of pods is that of everyone. */
  EVERYTHING
}
