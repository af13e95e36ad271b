// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Match;
import io.svcrules.iptables.OtherMatch;
import io.svcrules.iptables.OtherTarget;
import io.svcrules.iptables.ProtocolMatch;
import io.svcrules.iptables.Target;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.nftables.NftExpression;
import io.svcrules.netlink.nftables.XtMatch;
import io.svcrules.netlink.nftables.XtTarget;
import java.util.Optional;

/**
 * Matches and targets as structures of xtables, in the revisions that iptables 1.8.9 chooses; the
 * same whichever part of the kernel holds the rules.
 */
public final class XtCodec {
  private final ExtensionDecoder matches;
  private final TargetEncoder targetEncoder;
  private final TargetDecoder targets;

  /**
   * A codec for the rules of one family.
   *
   * @param sets the ipsets that rules may name
   */
  public XtCodec(IpFamily family, SetIndexes sets) {
    this.matches = new ExtensionDecoder(family, sets);
    this.targetEncoder = new TargetEncoder(family);
    this.targets = new TargetDecoder(family);
  }

  /**
   * The structure of an extension match.
   *
   * @throws UnsupportedRuleException if it is of a foreign kind, or one that iptables would refuse
   */
  public XtMatch encode(Match match) {
    return matches.encode(match);
  }

  /**
   * The match that a structure stands for; empty if it is none of those that are written here.
   *
   * @param protocol the protocol that the rule asks for; null if it asks for none
   */
  public Optional<Match> decode(XtMatch xt, ProtocolMatch protocol) {
    Match match = matches.decode(xt, protocol);
    return match instanceof OtherMatch ? Optional.empty() : Optional.of(match);
  }

  /**
   * The structure of a target that is neither a verdict nor a jump.
   *
   * @throws UnsupportedRuleException if it is of a foreign kind, or one that iptables would refuse
   */
  public XtTarget encode(Target target) {
    NftExpression encoded = targetEncoder.encode(target);
    if (encoded instanceof XtTarget xt) {
      return xt;
    }
    throw new IllegalArgumentException("no extension: " + target);
  }

  /** The target that a structure stands for; empty if it is none of those that are written here. */
  public Optional<Target> decode(XtTarget xt) {
    Target target = targets.decode(xt);
    return target instanceof OtherTarget ? Optional.empty() : Optional.of(target);
  }
}
