// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.MarkMatch;
import io.svcrules.iptables.MarkTarget;
import io.svcrules.netlink.nftables.XtMatch;
import io.svcrules.netlink.nftables.XtTarget;

/**
 * {@code struct xt_mark_tginfo2} of the target, and {@code struct xt_mark_mtinfo1} of the match
 * (linux/netfilter/xt_mark.h), which iptables-nft before 1.8.8 wrote.
 */
final class MarkInfo {
  static final String MATCH_NAME = "mark";
  static final String TARGET_NAME = "MARK";
  static final int MATCH_SIZE = 12;
  static final int TARGET_SIZE = 8;
  static final int MARK = 0;
  static final int MASK = 4;
  static final int INVERT = 8;

  private static final int MATCH_REVISION = 1;
  private static final int TARGET_REVISION = 2;

  private MarkInfo() {}

  static XtMatch encode(MarkMatch match) {
    XtStructure info =
        new XtStructure(MATCH_SIZE)
            .u32(MARK, match.value())
            .u32(MASK, match.mask())
            .u8(INVERT, match.negated() ? 1 : 0);
    return new XtMatch(MATCH_NAME, MATCH_REVISION, info.toBytes());
  }

  static MarkMatch decodeMatch(XtStructure info) {
    return new MarkMatch(info.u8(INVERT) != 0, info.u32(MARK), info.u32(MASK));
  }

  static XtTarget encode(MarkTarget target) {
    XtStructure info =
        new XtStructure(TARGET_SIZE).u32(MARK, target.value()).u32(MASK, target.mask());
    return new XtTarget(TARGET_NAME, TARGET_REVISION, info.toBytes());
  }

  static MarkTarget decodeTarget(XtStructure info) {
    return new MarkTarget(info.u32(MARK), info.u32(MASK));
  }
}
