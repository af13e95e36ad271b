// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

/** How much a round of work looked at. */
public enum SyncScope {
  /** Nothing: no object of the family changed, or not all objects are known yet. */
  NOTHING,
  /** The service ports that changed; the kernel was not read. */
  CHANGES,
  /** All objects, and all rules that the kernel holds. */
  EVERYTHING
}
