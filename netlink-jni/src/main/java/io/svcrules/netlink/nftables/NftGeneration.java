// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

/**
 * The generation of the rule set: a number that grows with every transaction of a network
 * namespace.
 *
 * @param id the number; 32 bits, wraps around
 * @param processId the process that made the last change; 0 if unknown
 * @param processName its name, or empty
 */
public record NftGeneration(int id, int processId, String processName) {

  /** The generation after this one, made by nobody yet; the kernel leaves out 0. */
  public NftGeneration next() {
    return new NftGeneration(id == -1 ? 1 : id + 1, 0, "");
  }
}
