// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.model.IpAddress;
import java.util.List;
import java.util.Optional;

/** Says what became of a packet whose way has ended. */
final class OutcomeMaker {
  private OutcomeMaker() {}

  static Outcome outcome(Probe probe, Cursor cursor, Fate fate) {
    Packet packet = cursor.packet();
    boolean masqueraded = packet.sourceChange() == Packet.Rewrite.DONE;
    boolean hairpin = fate == Fate.DELIVERED && packet.destination().equals(probe.source());
    List<Visit> path = cursor.trail().visits();
    boolean arrives = fate == Fate.DELIVERED || fate == Fate.LOCAL || fate == Fate.PASSED;
    return new Outcome(
        fate,
        cursor.share(),
        packet.destination(),
        packet.destinationPort(),
        source(probe, packet, masqueraded),
        masqueraded,
        hairpin,
        replies(probe, fate, masqueraded, hairpin),
        cursor.conditions(),
        arrives || path.isEmpty() ? Optional.empty() : Optional.of(path.get(path.size() - 1)),
        path);
  }

  /** Masquerading leaves the source alone if it does not know what to make it. */
  private static Optional<IpAddress> source(Probe probe, Packet packet, boolean masqueraded) {
    boolean unknown =
        masqueraded && packet.source().equals(probe.source()) && packet.way().source().isEmpty();
    return unknown ? Optional.empty() : Optional.of(packet.source());
  }

  private static Replies replies(Probe probe, Fate fate, boolean masqueraded, boolean hairpin) {
    if (fate != Fate.DELIVERED) {
      return Replies.NONE;
    }
    if (masqueraded || probe.origin() == Origin.LOCAL) {
      return Replies.TO_NODE;
    }
    return hairpin ? Replies.LOST : Replies.TO_CLIENT;
  }
}
