// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.RecentMatch;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.nftables.XtMatch;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** {@code struct xt_recent_mtinfo_v1} (linux/netfilter/xt_recent.h). */
final class RecentInfo {
  static final String NAME = "recent";
  static final int SIZE = 228;
  static final int SECONDS = 0;
  static final int CHECK_SET = 8;
  static final int LIST = 10;
  static final int MASK = 212;

  /** XT_RECENT_NAME_LEN, the NUL included. */
  static final int LIST_ROOM = 200;

  /** XT_RECENT_SET. */
  static final int SET = 1 << 1;

  /** XT_RECENT_CHECK and XT_RECENT_REAP. */
  static final int CHECK_AND_REAP = 1 | (1 << 5);

  /** {@code sizeof(union nf_inet_addr)}: all of it is set, whatever the family. */
  private static final int MASK_LENGTH = 16;

  private static final int REVISION = 1;

  private RecentInfo() {}

  static XtMatch encode(RecentMatch match) {
    byte[] list = match.list().getBytes(StandardCharsets.UTF_8);
    if (list.length == 0 || list.length >= LIST_ROOM || match.list().indexOf('\0') >= 0) {
      throw new UnsupportedRuleException("a recent list named \"" + match.list() + "\"");
    }
    XtStructure info =
        new XtStructure(SIZE)
            .u32(SECONDS, match.seconds().orElse(0))
            .u8(CHECK_SET, match.seconds().isPresent() ? CHECK_AND_REAP : SET)
            .string(LIST, list)
            .ones(MASK, MASK_LENGTH);
    return new XtMatch(NAME, REVISION, info.toBytes());
  }

  static RecentMatch decode(XtStructure info, IpFamily family) {
    boolean set = info.u8(CHECK_SET) == SET;
    return new RecentMatch(
        family,
        info.string(LIST, LIST_ROOM),
        set ? OptionalInt.empty() : OptionalInt.of(info.u32(SECONDS)));
  }
}
