// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.Goto;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.NoTarget;
import io.svcrules.iptables.ProtocolMatch;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Target;
import io.svcrules.iptables.TransportMatch;
import io.svcrules.iptables.Verdict;
import io.svcrules.iptables.kernel.nft.UnsupportedRuleException;
import io.svcrules.iptables.kernel.nft.XtCodec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Rules, and the beginnings and ends of chains, to entries as iptables-legacy writes them. */
final class EntryEncoder {
  private static final byte[] STANDARD = EntryParts.blank("", 0, EntryParts.STANDARD_SIZE);
  private static final byte[] ERROR = EntryParts.blank(EntryParts.ERROR, 0, EntryParts.ERROR_SIZE);

  private final EntryLayout layout;
  private final HeaderWriter header;
  private final PartWriter parts;
  private final byte[] blank;

  private byte[] scratch = new byte[0];

  EntryEncoder(EntryLayout layout, XtCodec codec) {
    this.layout = layout;
    this.header = new HeaderWriter(layout);
    this.parts = new PartWriter(layout.family(), codec);
    this.blank = new byte[layout.size()];
  }

  EntryLayout layout() {
    return layout;
  }

  /**
   * How many bytes the entry of a rule has.
   *
   * @throws UnsupportedRuleException if it has none: a rule of a foreign kind, or one that iptables
   *     would refuse
   */
  int size(Rule rule) {
    int size = layout.size();
    List<Match> matches = rule.matches();
    for (int i = 0; i < matches.size(); i++) {
      Match match = matches.get(i);
      if (match.rank() == Match.EXTENSION) {
        size += parts.size(match);
      }
    }
    Target target = rule.target();
    return size + (isStandard(target) ? EntryParts.STANDARD_SIZE : parts.size(target));
  }

  private static boolean isStandard(Target target) {
    return target instanceof Verdict || target == NoTarget.NONE || target.calledChain().isPresent();
  }

  /**
   * Writes the entry of a rule.
   *
   * @param place where the entry stands in the table
   * @param called where the first entry of the chain that it calls stands; of no meaning if it
   *     calls none
   * @return how many bytes that is
   */
  int encode(Rule rule, int place, int called, byte[] out, int at) {
    System.arraycopy(blank, 0, out, at, blank.length);
    int end = matches(rule.matches(), out, at);
    int target = end - at;
    int size;
    if (isStandard(rule.target())) {
      size = target + EntryParts.STANDARD_SIZE;
      int verdict = verdict(rule.target(), called, place + size);
      standard(verdict, out, end);
      if (rule.target() instanceof Goto) {
        out[at + layout.flags()] |= (byte) layout.gotoFlag();
      }
    } else {
      size = target + parts.size(rule.target());
      parts.write(rule.target(), out, end);
    }
    offsets(target, size, out, at);
    return size;
  }

  private int matches(List<Match> matches, byte[] out, int at) {
    int end = at + layout.size();
    int rank = -1;
    ProtocolMatch protocol = null;
    boolean ported = false;
    for (int i = 0; i < matches.size(); i++) {
      Match match = matches.get(i);
      if (match.rank() != Match.EXTENSION) {
        if (match.rank() == rank) {
          throw new UnsupportedRuleException("two conditions where iptables takes one: " + match);
        }
        rank = match.rank();
        header.write(match, out, at);
        protocol = match instanceof ProtocolMatch found ? found : protocol;
      } else {
        if (match instanceof TransportMatch transport) {
          checkTransport(transport, ported, protocol);
          ported = true;
        }
        end = parts.write(match, out, end);
      }
    }
    return end;
  }

  private static void checkTransport(TransportMatch match, boolean again, ProtocolMatch protocol) {
    if (again
        || protocol == null
        || protocol.negated()
        || !protocol.protocol().equals(match.protocol().lowerCase())) {
      throw new UnsupportedRuleException("a port without its protocol: " + match);
    }
  }

  private static int verdict(Target target, int called, int next) {
    if (target instanceof Verdict verdict) {
      return verdict(verdict);
    }
    return target == NoTarget.NONE ? next : called;
  }

  /** The number of a verdict. */
  static int verdict(Verdict verdict) {
    return switch (verdict) {
      case ACCEPT -> verdict(XtablesUapi.NF_ACCEPT);
      case DROP -> verdict(XtablesUapi.NF_DROP);
      case RETURN -> XtablesUapi.XT_RETURN;
    };
  }

  /** As struct xt_standard_target has it: below zero, where jumps are not. */
  private static int verdict(int code) {
    return -code - 1;
  }

  private static void standard(int verdict, byte[] out, int at) {
    System.arraycopy(STANDARD, 0, out, at, STANDARD.length);
    HostOrder.putU32(out, at + EntryParts.HEADER, verdict);
  }

  private void offsets(int target, int next, byte[] out, int at) {
    if (next > 0xffff) {
      throw new UnsupportedRuleException("a rule of " + next + " bytes");
    }
    HostOrder.putU16(out, at + layout.targetOffset(), target);
    HostOrder.putU16(out, at + layout.nextOffset(), next);
  }

  /**
   * Whether an entry is what would be written for a rule, but for what only the kernel writes.
   *
   * @param called the chain to which it jumps; null if it jumps to none
   */
  boolean isEncoded(Rule rule, EntryCursor entry, String called) {
    String calls = rule.target().calledChain().orElse(null);
    if (calls != null && !calls.equals(called)) {
      return false;
    }
    try {
      int size = encode(rule, entry.offset(), calls == null ? 0 : entry.verdict(), scratch(), 0);
      int at = entry.at();
      int own = layout.kernelsOwn();
      int parts = layout.size();
      return size == entry.length()
          && Arrays.equals(scratch, 0, own, entry.bytes(), at, at + own)
          && Arrays.equals(scratch, parts, size, entry.bytes(), at + parts, at + size);
    } catch (UnsupportedRuleException e) {
      // A set that it names is gone.
      return false;
    }
  }

  /** Room for the longest entry, and for what is found to be too long only when it is written. */
  private byte[] scratch() {
    if (scratch.length == 0) {
      scratch = new byte[2 * 0x10000];
    }
    return scratch;
  }

  /** Writes the entry that begins a chain; gives how many bytes that is. */
  int head(String chain, byte[] out, int at) {
    System.arraycopy(blank, 0, out, at, blank.length);
    int end = at + layout.size();
    System.arraycopy(ERROR, 0, out, end, ERROR.length);
    byte[] name = chain.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(name, 0, out, end + EntryParts.HEADER, name.length);
    offsets(layout.size(), layout.headSize(), out, at);
    return layout.headSize();
  }

  /** Writes the entry that ends a chain that is not built in; gives how many bytes that is. */
  int foot(byte[] out, int at) {
    System.arraycopy(blank, 0, out, at, blank.length);
    standard(XtablesUapi.XT_RETURN, out, at + layout.size());
    offsets(layout.size(), layout.standardSize(), out, at);
    return layout.standardSize();
  }

  /** The verdict at the end of a built-in chain. */
  static int verdict(ChainPolicy policy) {
    return switch (policy) {
      case ACCEPT -> verdict(XtablesUapi.NF_ACCEPT);
      case DROP -> verdict(XtablesUapi.NF_DROP);
      case NONE -> XtablesUapi.XT_RETURN;
    };
  }
}
