// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.netlink.Errno;
import io.svcrules.netlink.NetlinkException;
import io.svcrules.netlink.RequestFailure;
import java.util.List;
import java.util.stream.Collectors;

/** A transaction that the kernel refused; nothing of it was done. */
public final class RefusedTransactionException extends NetlinkException {
  private static final long serialVersionUID = 1L;

  /** How many refusals the message names. */
  private static final int NAMED = 3;

  private final transient List<RefusedChange> refused;

  RefusedTransactionException(List<RefusedChange> refused) {
    super(describe(refused));
    this.refused = List.copyOf(refused);
  }

  private static String describe(List<RefusedChange> refused) {
    String first =
        refused.stream()
            .limit(NAMED)
            .map(
                one ->
                    one.change().map(Object::toString).orElse("the transaction")
                        + ": "
                        + one.failure().name())
            .collect(Collectors.joining("; "));
    return refused.size() <= NAMED ? first : first + "; and " + (refused.size() - NAMED) + " more";
  }

  /** What was refused, in the order of the changes; at least one. */
  public List<RefusedChange> refused() {
    return refused;
  }

  /** The kernel's words for the first refusal: the name of the error, and more if it says more. */
  public String reason() {
    RequestFailure first = refused.get(0).failure();
    return "the kernel says "
        + first.name()
        + (first.text().isEmpty() ? "" : " (" + first.text() + ")");
  }

  /** Whether the first refusal is of this kind. */
  public boolean is(Errno errno) {
    return refused.get(0).failure().is(errno);
  }
}
