// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.Goto;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.NoTarget;
import io.svcrules.iptables.ProtocolMatch;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Target;
import io.svcrules.iptables.Verdict;
import io.svcrules.iptables.kernel.nft.XtCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Entries to rules: all that iptables-legacy 1.8.9 writes for the kinds of rules known here. What
 * is anything else is left to those who know it.
 */
final class EntryDecoder {
  private final EntryLayout layout;
  private final HeaderReader header;
  private final PartReader parts;
  private final List<Match> matches = new ArrayList<>();

  EntryDecoder(EntryLayout layout, XtCodec codec) {
    this.layout = layout;
    this.header = new HeaderReader(layout);
    this.parts = new PartReader(layout.family(), codec);
  }

  /**
   * The rule of an entry; null if it says what is not known here.
   *
   * @param jumps gives the jump to the chain whose first entry stands at a place
   */
  Rule decode(EntryCursor entry, IntFunction<Jump> jumps) {
    byte[] in = entry.bytes();
    matches.clear();
    if (!header.read(in, entry.at(), matches) || !extensions(in, entry)) {
      return null;
    }
    Target target = entry.isStandard() ? standard(entry, jumps) : extension(entry);
    return target == null ? null : new Rule(List.copyOf(matches), target);
  }

  private boolean extensions(byte[] in, EntryCursor entry) {
    ProtocolMatch protocol = protocol();
    int end = entry.at() + entry.targetOffset();
    for (int at = entry.at() + layout.size(); at < end; ) {
      int size = HostOrder.u16(in, at);
      if (size < EntryParts.HEADER || at + size > end) {
        return false;
      }
      Match match = parts.match(in, at, size, protocol);
      if (match == null) {
        return false;
      }
      matches.add(match);
      at += size;
    }
    return true;
  }

  private ProtocolMatch protocol() {
    for (int i = 0; i < matches.size(); i++) {
      if (matches.get(i) instanceof ProtocolMatch protocol) {
        return protocol;
      }
    }
    return null;
  }

  private Target standard(EntryCursor entry, IntFunction<Jump> jumps) {
    boolean goesTo = (entry.bytes()[entry.at() + layout.flags()] & layout.gotoFlag()) != 0;
    int verdict = entry.verdict();
    if (goesTo) {
      return verdict < 0 ? null : new Goto(jumps.apply(verdict).chain());
    }
    if (verdict >= 0) {
      return entry.fallsThrough() ? NoTarget.NONE : jumps.apply(verdict);
    }
    for (Verdict known : Verdict.values()) {
      if (EntryEncoder.verdict(known) == verdict) {
        return known;
      }
    }
    return null;
  }

  private Target extension(EntryCursor entry) {
    boolean goesTo = (entry.bytes()[entry.at() + layout.flags()] & layout.gotoFlag()) != 0;
    int at = entry.at() + entry.targetOffset();
    return goesTo ? null : parts.target(entry.bytes(), at, entry.length() - entry.targetOffset());
  }
}
