// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Match;
import io.svcrules.iptables.NoTarget;
import io.svcrules.iptables.ProtocolMatch;
import io.svcrules.iptables.Target;
import io.svcrules.iptables.TransportMatch;
import io.svcrules.netlink.nftables.Cmp;
import io.svcrules.netlink.nftables.Counter;
import io.svcrules.netlink.nftables.NftExpression;
import io.svcrules.netlink.nftables.XtMatch;
import java.util.ArrayList;
import java.util.List;

/**
 * One pass over the expressions of a rule, which iptables-nft writes in this order: conditions of
 * the header, extensions, a counter, the target.
 */
final class RuleParser {
  private final List<NftExpression> expressions;
  private final NativeDecoder natives;
  private final ExtensionDecoder extensions;
  private final List<Match> matches = new ArrayList<>();
  private ProtocolMatch protocol;
  private boolean transport;
  private int header = -1;
  private int next;

  RuleParser(List<NftExpression> expressions, NativeDecoder natives, ExtensionDecoder extensions) {
    this.expressions = expressions;
    this.natives = natives;
    this.extensions = extensions;
  }

  /** The conditions in front of the counter, or null if iptables writes none that way. */
  List<Match> matches() {
    while (next < expressions.size() && !(expressions.get(next) instanceof Counter)) {
      Match match = nextMatch();
      if (match == null || !isInOrder(match)) {
        return null;
      }
      matches.add(match);
    }
    // A counter, wherever it stands: without one the rule is not of iptables.
    return next++ < expressions.size() ? matches : null;
  }

  private Match nextMatch() {
    if (expressions.get(next) instanceof XtMatch xt) {
      next++;
      return extensions.decode(xt, protocol);
    }
    int start = next;
    while (next < expressions.size() && !(expressions.get(next) instanceof Cmp)) {
      next++;
    }
    next = Math.min(next + 1, expressions.size());
    return natives.decode(expressions.subList(start, next), protocol);
  }

  private boolean isInOrder(Match match) {
    if (match instanceof ProtocolMatch found) {
      protocol = found;
    }
    // iptables reads two conditions of ports as one.
    if (match instanceof TransportMatch) {
      if (transport) {
        return false;
      }
      transport = true;
    }
    int position = HeaderOrder.position(match);
    boolean rises = match.rank() == Match.EXTENSION ? position >= header : position > header;
    header = position;
    return rises;
  }

  /** The target behind the counter, or null if what stands there is not one target. */
  Target target(TargetDecoder targets) {
    return switch (expressions.size() - next) {
      case 0 -> NoTarget.NONE;
      case 1 -> targets.decode(expressions.get(next));
      default -> null;
    };
  }
}
