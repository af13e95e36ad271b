// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.bench;

/** What brings changes of a cluster to a kernel that holds its rules already. */
interface ChangeDriver {

  /**
   * Brings a change to the kernel.
   *
   * @return how long what is measured took, in nanoseconds
   */
  long change(ClusterChange change);
}
