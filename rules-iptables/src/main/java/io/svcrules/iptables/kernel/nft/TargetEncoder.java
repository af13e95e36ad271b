// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import static io.svcrules.netlink.nftables.NftablesUapi.NFT_RETURN;

import io.svcrules.iptables.DnatTarget;
import io.svcrules.iptables.Goto;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.MarkTarget;
import io.svcrules.iptables.MasqueradeTarget;
import io.svcrules.iptables.RejectTarget;
import io.svcrules.iptables.Target;
import io.svcrules.iptables.Verdict;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.nftables.ImmediateVerdict;
import io.svcrules.netlink.nftables.NftExpression;

/** Targets: verdicts natively, all others as structures of xtables. */
record TargetEncoder(IpFamily family) {
  private static final ImmediateVerdict RETURN = new ImmediateVerdict(NFT_RETURN, "");

  /** What a target becomes; not for rules without one. */
  NftExpression encode(Target target) {
    if (target instanceof Jump jump) {
      return ImmediateVerdict.jump(checked(jump.chain()));
    } else if (target instanceof Goto goTo) {
      return ImmediateVerdict.goTo(checked(goTo.chain()));
    } else if (target instanceof Verdict verdict) {
      return encode(verdict);
    } else if (target instanceof DnatTarget dnat) {
      return DnatInfo.encode(dnat, family);
    } else if (target instanceof MarkTarget mark) {
      return MarkInfo.encode(mark);
    } else if (target instanceof MasqueradeTarget masquerade) {
      return MasqueradeInfo.encode(masquerade, family);
    } else if (target instanceof RejectTarget reject) {
      return RejectInfo.encode(reject, family);
    }
    throw new UnsupportedRuleException("the target " + target);
  }

  private static NftExpression encode(Verdict verdict) {
    return switch (verdict) {
      case ACCEPT -> ImmediateVerdict.accept();
      case DROP -> ImmediateVerdict.drop();
      case RETURN -> RETURN;
    };
  }

  private static String checked(String chain) {
    if (!ChainNaming.isValid(chain)) {
      throw new UnsupportedRuleException("a chain named \"" + chain + "\"");
    }
    return chain;
  }
}
