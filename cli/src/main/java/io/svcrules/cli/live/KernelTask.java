// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Work on one family of a kernel, which may fail by itself.
 *
 * @param where of which family, variant or mode it is, such as {@code IPv4}
 * @param passedOver whether it is no failure if the kernel has no such thing at all
 * @param work does it, or plans to; empty if there was nothing worth a word
 */
public record KernelTask(String where, boolean passedOver, Supplier<Optional<FamilyResult>> work) {

  /** Work that must succeed. */
  public static KernelTask of(String where, Supplier<Optional<FamilyResult>> work) {
    return new KernelTask(where, false, work);
  }
}
