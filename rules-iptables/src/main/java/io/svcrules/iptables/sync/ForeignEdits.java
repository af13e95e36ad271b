// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.kernel.ChangeWatch;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.PacketFilterException;
import java.util.Optional;

/**
 * Whether others may have changed rules since all were read. Once found, it stays so until all are
 * read again: the packet filter itself may forget it with the next change of our own.
 */
final class ForeignEdits {
  private final Optional<ChangeWatch> watch;
  private Optional<PacketFilterException> failure = Optional.empty();
  private boolean suspected;

  private ForeignEdits(Optional<ChangeWatch> watch) {
    this.watch = watch;
  }

  /** Those of a packet filter; never any if it cannot tell. */
  static ForeignEdits of(PacketFilter filter) {
    return new ForeignEdits(
        filter instanceof ChangeWatch able ? Optional.of(able) : Optional.empty());
  }

  /** Asks; to be done before each change of our own. */
  void look() {
    failure = Optional.empty();
    try {
      suspected |= watch.map(ChangeWatch::isChangedByOthers).orElse(false);
    } catch (PacketFilterException e) {
      suspected = true;
      failure = Optional.of(e);
    }
  }

  boolean areSuspected() {
    return suspected;
  }

  /** Why the packet filter did not tell when it was asked last. */
  Optional<PacketFilterException> failure() {
    return failure;
  }

  /** All rules were read. */
  void clear() {
    suspected = false;
  }
}
