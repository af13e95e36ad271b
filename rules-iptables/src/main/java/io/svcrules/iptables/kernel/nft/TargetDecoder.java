// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import static io.svcrules.netlink.netfilter.NetfilterUapi.NF_ACCEPT;
import static io.svcrules.netlink.netfilter.NetfilterUapi.NF_DROP;
import static io.svcrules.netlink.nftables.NftablesUapi.NFT_GOTO;
import static io.svcrules.netlink.nftables.NftablesUapi.NFT_JUMP;
import static io.svcrules.netlink.nftables.NftablesUapi.NFT_RETURN;

import io.svcrules.iptables.Goto;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.OtherTarget;
import io.svcrules.iptables.Target;
import io.svcrules.iptables.Verdict;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.nftables.ImmediateVerdict;
import io.svcrules.netlink.nftables.NftExpression;
import io.svcrules.netlink.nftables.XtTarget;

/** Targets. What is read counts only if writing it gives the same expression again. */
record TargetDecoder(IpFamily family) {

  /** The target that an expression stands for, or null if it is none that iptables has. */
  Target decode(NftExpression expression) {
    if (expression instanceof ImmediateVerdict verdict) {
      Target target = candidate(verdict);
      return isSame(target, verdict) ? target : null;
    } else if (expression instanceof XtTarget xt) {
      Target target = candidate(xt, XtStructure.of(xt.info()));
      return isSame(target, xt)
          ? target
          : new OtherTarget(xt.extension(), OpaqueRule.words(xt.revision(), xt.info()));
    }
    return null;
  }

  private boolean isSame(Target target, NftExpression expression) {
    return target != null && new TargetEncoder(family).encode(target).equals(expression);
  }

  private static Target candidate(ImmediateVerdict verdict) {
    boolean named = ChainNaming.isValid(verdict.chain());
    return switch (verdict.code()) {
      case NF_ACCEPT -> Verdict.ACCEPT;
      case NF_DROP -> Verdict.DROP;
      case NFT_RETURN -> Verdict.RETURN;
      case NFT_JUMP -> named ? new Jump(verdict.chain()) : null;
      case NFT_GOTO -> named ? new Goto(verdict.chain()) : null;
      default -> null;
    };
  }

  private Target candidate(XtTarget xt, XtStructure info) {
    return switch (xt.extension()) {
      case DnatInfo.NAME -> info.holds(DnatInfo.SIZE) ? DnatInfo.decode(info, family) : null;
      case MarkInfo.TARGET_NAME ->
          info.holds(MarkInfo.TARGET_SIZE) ? MarkInfo.decodeTarget(info) : null;
      case MasqueradeInfo.NAME ->
          info.holds(MasqueradeInfo.size(family)) ? MasqueradeInfo.decode(info, family) : null;
      case RejectInfo.NAME -> info.holds(RejectInfo.SIZE) ? RejectInfo.decode(info, family) : null;
      default -> null;
    };
  }
}
