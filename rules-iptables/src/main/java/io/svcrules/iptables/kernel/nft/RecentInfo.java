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

  /** {@code sizeof(union nf_inet_addr)}. */
  private static final int MASK_LENGTH = 16;

  /** What iptables presets the list with; the end of it stays behind shorter names. */
  private static final byte[] PRESET = "DEFAULT".getBytes(StandardCharsets.UTF_8);

  private static final int REVISION = 1;

  private RecentInfo() {}

  /**
   * The structure that iptables makes of what iptables-save prints, where a mask is named: an IPv4
   * one fills four bytes.
   */
  static XtMatch encode(RecentMatch match) {
    return encode(match, AddressBytes.length(match.family()));
  }

  /** The structure that iptables makes if no mask is named: a preset one of all bytes. */
  static XtMatch encodeUnmasked(RecentMatch match) {
    return encode(match, MASK_LENGTH);
  }

  private static XtMatch encode(RecentMatch match, int maskLength) {
    byte[] list = match.list().getBytes(StandardCharsets.UTF_8);
    if (list.length == 0 || list.length >= LIST_ROOM || match.list().indexOf('\0') >= 0) {
      throw new UnsupportedRuleException("a recent list named \"" + match.list() + "\"");
    }
    XtStructure info =
        new XtStructure(SIZE)
            .u32(SECONDS, match.seconds().orElse(0))
            .u8(CHECK_SET, match.seconds().isPresent() ? CHECK_AND_REAP : SET)
            .string(LIST, PRESET)
            .string(LIST, list)
            .u8(LIST + list.length, 0)
            .ones(MASK, maskLength);
    return new XtMatch(NAME, REVISION, info.toBytes());
  }

  /** The match, or null if the list has no name. */
  static RecentMatch decode(XtStructure info, IpFamily family) {
    boolean set = info.u8(CHECK_SET) == SET;
    OptionalInt seconds = set ? OptionalInt.empty() : OptionalInt.of(info.u32(SECONDS));
    return info.string(LIST, LIST_ROOM - 1)
        .filter(list -> !list.isEmpty())
        .map(list -> new RecentMatch(family, list, seconds))
        .orElse(null);
  }
}
