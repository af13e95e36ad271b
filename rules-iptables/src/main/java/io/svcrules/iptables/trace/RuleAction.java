// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.iptables.DnatTarget;
import io.svcrules.iptables.Goto;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.MarkTarget;
import io.svcrules.iptables.MasqueradeTarget;
import io.svcrules.iptables.NoTarget;
import io.svcrules.iptables.OtherTarget;
import io.svcrules.iptables.RejectTarget;
import io.svcrules.iptables.TargetVisitor;
import io.svcrules.iptables.Verdict;
import io.svcrules.model.IpAddress;
import java.util.Optional;

/** Does with a packet what the target of a rule says that it matched. */
final class RuleAction implements TargetVisitor<Optional<Cursor>> {
  private final Walk walk;
  private final Cursor cursor;
  private final Frame frame;

  /**
   * An action.
   *
   * @param walk what is told of packets whose way ends
   * @param cursor the packet, which has visited the rule
   * @param frame where the rule stands
   */
  RuleAction(Walk walk, Cursor cursor, Frame frame) {
    this.walk = walk;
    this.cursor = cursor;
    this.frame = frame;
  }

  /** The packet at the next rule. */
  private Optional<Cursor> goOn(Packet packet) {
    return Optional.of(cursor.with(packet).in(frame.at(frame.next() + 1)));
  }

  private Optional<Cursor> leave(Packet packet) {
    return Optional.of(walk.leaveTable(cursor.with(packet)));
  }

  private Optional<Cursor> end(Fate fate) {
    walk.end(cursor, fate);
    return Optional.empty();
  }

  @Override
  public Optional<Cursor> nothing(NoTarget target) {
    return goOn(cursor.packet());
  }

  @Override
  public Optional<Cursor> verdict(Verdict target) {
    return switch (target) {
      case ACCEPT -> leave(cursor.packet());
      case DROP -> end(Fate.DROPPED);
      case RETURN -> walk.leaveChain(cursor.in(frame));
    };
  }

  @Override
  public Optional<Cursor> jump(Jump target) {
    return call(target.chain(), frame.at(frame.next() + 1));
  }

  @Override
  public Optional<Cursor> gotoChain(Goto target) {
    // The chain a hook called has no caller; its policy decides at the end of the other chain, too.
    return call(target.chain(), frame.caller() == null ? atItsEnd() : frame.caller());
  }

  private Frame atItsEnd() {
    return frame.at(frame.chain().chain().rules().size());
  }

  private Optional<Cursor> call(String chain, Frame caller) {
    Optional<IndexedChain> called = walk.chain(frame.table(), chain);
    return called.isEmpty()
        ? end(Fate.UNDECIDED)
        : Optional.of(cursor.in(new Frame(called.get(), frame.table(), 0, caller, cursor.trail())));
  }

  @Override
  public Optional<Cursor> reject(RejectTarget target) {
    return end(Fate.REJECTED);
  }

  @Override
  public Optional<Cursor> mark(MarkTarget target) {
    int mark = (cursor.packet().mark() & ~target.mask()) ^ target.value();
    return goOn(cursor.packet().withMark(mark));
  }

  @Override
  public Optional<Cursor> masquerade(MasqueradeTarget target) {
    Packet packet = cursor.packet();
    IpAddress source = packet.way().source().orElse(packet.source());
    return leave(packet.withSource(source, Packet.Rewrite.DONE));
  }

  @Override
  public Optional<Cursor> dnat(DnatTarget target) {
    return leave(
        cursor.packet().withDestination(target.address(), target.port(), Packet.Rewrite.DONE));
  }

  @Override
  public Optional<Cursor> other(OtherTarget target) {
    OtherTargetEffect effect = OtherTargetEffect.of(target, cursor.packet(), walk.host());
    return switch (effect.kind()) {
      case PASSES -> goOn(cursor.packet());
      case GUESSED -> {
        walk.assume("what " + target.name() + " does to marks makes no difference");
        yield goOn(cursor.packet());
      }
      case CHANGES -> goOn(effect.packet());
      case DECIDES -> leave(effect.packet());
      case UNKNOWN -> end(Fate.UNDECIDED);
    };
  }
}
