// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.Table;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.iptables.kernel.nft.ChangePlace;
import io.svcrules.iptables.kernel.nft.RefusedChangeException;
import io.svcrules.iptables.kernel.nft.RefusedTransactionException;
import io.svcrules.iptables.plan.PlanStep;
import io.svcrules.netlink.Errno;
import io.svcrules.netlink.KernelErrorException;
import io.svcrules.netlink.NetlinkException;
import io.svcrules.netlink.NetlinkSocketException;
import java.util.List;
import java.util.Optional;

/** Failures of netlink as those of a packet filter. */
final class NetlinkFailure {
  private NetlinkFailure() {}

  /** A kernel that cannot be asked, or does not answer. */
  static PacketFilterException exception(NetlinkException e) {
    return exception("nf_tables", e);
  }

  /** The same of another part of the kernel. */
  static PacketFilterException exception(String part, NetlinkException e) {
    Kind kind = isNotPermitted(e) ? Kind.NOT_PERMITTED : Kind.UNAVAILABLE;
    return new PacketFilterException(
        kind, part + ": " + e.getMessage(), Optional.empty(), Optional.empty(), e);
  }

  private static boolean isNotPermitted(NetlinkException e) {
    return (e instanceof KernelErrorException kernel && kernel.is(Errno.EPERM))
        || (e instanceof NetlinkSocketException socket && isOfRights(socket.errno()));
  }

  private static boolean isOfRights(int errno) {
    return errno == Errno.EPERM.number() || errno == Errno.EACCES.number();
  }

  /**
   * A change that is refused, as what it is of the plan.
   *
   * @param transactions what was to be done at once
   */
  static PacketFilterException refusal(RefusedChangeException e, List<Transaction> transactions) {
    Optional<Transaction> of =
        e.place()
            .map(place -> transactions.get(place.table()))
            .or(
                () ->
                    transactions.size() == 1 ? Optional.of(transactions.get(0)) : Optional.empty());
    Optional<PlanStep> step =
        e.place().filter(place -> place.change() >= 0).map(place -> step(transactions, place));
    // The kernel may forbid one rule to a process that may write others.
    if (step.isEmpty()
        && e.getCause() instanceof RefusedTransactionException refused
        && refused.is(Errno.EPERM)) {
      return exception(refused, Kind.NOT_PERMITTED);
    }
    String reason =
        e.getMessage()
            + (step.isPresent() ? "" : " (the kernel refuses the transaction as a whole)");
    Optional<Table> table = of.map(Transaction::table);
    return new PacketFilterException(Kind.REFUSED, reason, table, step, e);
  }

  private static PacketFilterException exception(NetlinkException e, Kind kind) {
    return new PacketFilterException(kind, e.getMessage(), Optional.empty(), Optional.empty(), e);
  }

  private static PlanStep step(List<Transaction> transactions, ChangePlace place) {
    return transactions.get(place.table()).steps().get(place.change());
  }
}
