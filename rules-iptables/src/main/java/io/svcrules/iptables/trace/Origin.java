// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

/** Where a packet enters the kernel of the node. */
public enum Origin {
  /** A process on the node sends it. */
  LOCAL,
  /** It comes in by a device: from a pod, or from another machine. */
  RECEIVED
}
