// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.conntrack;

import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.InetFamily;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which entries to dump: those that fit everything given. The kernel applies it from 5.8 on, and
 * the client once more.
 *
 * @param family the address family, or empty for both
 * @param protocol {@code IPPROTO_…}
 * @param originalDestination where the first packet was sent
 * @param originalDestinationPort the port to which it was sent, 0 to 65535; the kernel looks at it
 *     only with a protocol
 * @param replySource where the answers come from: the real server behind DNAT
 * @param replySourcePort the port from which they come; the kernel looks at it only with a protocol
 */
public record ConntrackFilter(
    Optional<InetFamily> family,
    OptionalInt protocol,
    Optional<InetAddr> originalDestination,
    OptionalInt originalDestinationPort,
    Optional<InetAddr> replySource,
    OptionalInt replySourcePort) {

  /** All entries. */
  public static ConntrackFilter all() {
    return new ConntrackFilter(
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        OptionalInt.empty());
  }

  /** Only of a family. */
  public ConntrackFilter family(InetFamily wanted) {
    return new ConntrackFilter(
        Optional.of(wanted),
        protocol,
        originalDestination,
        originalDestinationPort,
        replySource,
        replySourcePort);
  }

  /** Only of a protocol. */
  public ConntrackFilter protocol(int wanted) {
    return new ConntrackFilter(
        family,
        OptionalInt.of(wanted),
        originalDestination,
        originalDestinationPort,
        replySource,
        replySourcePort);
  }

  /** Only those whose first packet was sent to an address, which also gives the family. */
  public ConntrackFilter originalDestination(InetAddr wanted) {
    return new ConntrackFilter(
        Optional.of(wanted.family()),
        protocol,
        Optional.of(wanted),
        originalDestinationPort,
        replySource,
        replySourcePort);
  }

  /** Only those whose first packet was sent to a port. */
  public ConntrackFilter originalDestinationPort(int wanted) {
    return new ConntrackFilter(
        family,
        protocol,
        originalDestination,
        OptionalInt.of(wanted),
        replySource,
        replySourcePort);
  }

  /** Only those whose answers come from an address, which also gives the family. */
  public ConntrackFilter replySource(InetAddr wanted) {
    return new ConntrackFilter(
        Optional.of(wanted.family()),
        protocol,
        originalDestination,
        originalDestinationPort,
        Optional.of(wanted),
        replySourcePort);
  }

  /** Only those whose answers come from a port. */
  public ConntrackFilter replySourcePort(int wanted) {
    return new ConntrackFilter(
        family,
        protocol,
        originalDestination,
        originalDestinationPort,
        replySource,
        OptionalInt.of(wanted));
  }

  /** Whether an entry fits. */
  public boolean matches(ConntrackEntry entry) {
    ConntrackTuple original = entry.original();
    ConntrackTuple reply = entry.reply();
    return (family.isEmpty() || family.get() == original.destination().family())
        && fits(protocol, original.protocol())
        && fits(originalDestination, original.destination())
        && fits(originalDestinationPort, original.destinationPort())
        && fits(replySource, reply.source())
        && fits(replySourcePort, reply.sourcePort());
  }

  private static boolean fits(OptionalInt wanted, int value) {
    return wanted.isEmpty() || wanted.getAsInt() == value;
  }

  private static boolean fits(Optional<InetAddr> wanted, InetAddr value) {
    return wanted.isEmpty() || wanted.get().equals(value);
  }
}
