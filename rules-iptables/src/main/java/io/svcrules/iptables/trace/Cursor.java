// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * A packet on its way, or what is left of one that may have parted ways.
 *
 * @param packet the packet
 * @param share which part of all connections it stands for
 * @param hook the hook it is in
 * @param station how many stations of the hook it has behind it
 * @param again whether it has passed the node's output before and comes round again
 * @param frame where it is within chains; null between them
 * @param trail what it has visited
 * @param conditions what it rests on
 */
record Cursor(
    Packet packet,
    Share share,
    Hook hook,
    int station,
    boolean again,
    Frame frame,
    Trail trail,
    List<Condition> conditions) {

  static Cursor start(Packet packet, Hook hook) {
    return new Cursor(packet, Share.ALL, hook, 0, false, null, Trail.start(), List.of());
  }

  Cursor with(Packet changed) {
    return new Cursor(changed, share, hook, station, again, frame, trail, conditions);
  }

  Cursor in(Frame newFrame) {
    return new Cursor(packet, share, hook, station, again, newFrame, trail, conditions);
  }

  Cursor visiting(Visit visit) {
    return with(trail.plus(visit));
  }

  Cursor with(Trail changed) {
    return new Cursor(packet, share, hook, station, again, frame, changed, conditions);
  }

  Cursor part(Share chance) {
    return new Cursor(packet, share.times(chance), hook, station, again, frame, trail, conditions);
  }

  Cursor onlyIf(Condition condition) {
    List<Condition> more = new ArrayList<>(conditions);
    more.add(condition);
    return new Cursor(packet, share, hook, station, again, frame, trail, List.copyOf(more));
  }

  /** This packet behind the station it is at. */
  Cursor nextStation() {
    return new Cursor(packet, share, hook, station + 1, again, null, trail, conditions);
  }

  /** This packet at the start of a hook. */
  Cursor enter(Hook next, Device in, Way way) {
    return new Cursor(packet.onWay(in, way), share, next, 0, again, null, trail, conditions);
  }

  /** This packet as one that has been through the node's output. */
  Cursor comingRound() {
    return new Cursor(packet, share, hook, station, true, frame, trail, conditions);
  }
}
