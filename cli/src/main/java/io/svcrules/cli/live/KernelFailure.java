// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.iptables.kernel.PacketFilterException;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.ipvs.kernel.IpvsTableException;
import java.util.Optional;

/**
 * Something that a kernel refused, whatever it was about.
 *
 * @param kind what can be done about it
 * @param reason the words of the kernel, and what they are about
 * @param change for what change it was refused; empty if the reason says so, or it was none
 */
public record KernelFailure(Kind kind, String reason, Optional<String> change) {

  /** The failure that an exception tells of; empty if it is of another sort. */
  public static Optional<KernelFailure> of(Exception exception) {
    if (exception instanceof PacketFilterException failure) {
      return Optional.of(of(failure));
    }
    if (exception instanceof IpvsTableException failure) {
      return Optional.of(new KernelFailure(kind(failure), failure.getMessage(), Optional.empty()));
    }
    return Optional.empty();
  }

  private static KernelFailure of(PacketFilterException failure) {
    String table = failure.table().map(t -> "table " + t.lowerCase() + ": ").orElse("");
    return new KernelFailure(
        failure.kind(),
        table + failure.getMessage(),
        failure
            .step()
            .map(
                step -> {
                  StringBuilder change = new StringBuilder(step.cause().text()).append(": ");
                  step.change().appendTo(change);
                  return change.toString();
                }));
  }

  private static Kind kind(IpvsTableException failure) {
    return switch (failure.refusal()) {
      case NOT_PERMITTED -> Kind.NOT_PERMITTED;
      case UNAVAILABLE -> Kind.UNAVAILABLE;
      case EXISTS,
          NOT_FOUND,
          NO_VIRTUAL_SERVER,
          NO_DEVICE,
          NO_ADDRESS,
          BUSY,
          TYPE_MISMATCH,
          FULL,
          OTHER ->
          Kind.REFUSED;
    };
  }
}
