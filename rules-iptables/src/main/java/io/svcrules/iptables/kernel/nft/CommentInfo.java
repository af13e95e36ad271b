// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.CommentMatch;
import io.svcrules.netlink.nftables.XtMatch;
import java.nio.charset.StandardCharsets;

/** {@code struct xt_comment_info} (linux/netfilter/xt_comment.h): the text and a NUL. */
final class CommentInfo {
  static final String NAME = "comment";

  /** XT_MAX_COMMENT_LEN. */
  static final int SIZE = 256;

  private CommentInfo() {}

  static XtMatch encode(CommentMatch match) {
    byte[] text = match.text().getBytes(StandardCharsets.UTF_8);
    if (text.length >= SIZE || match.text().indexOf('\0') >= 0) {
      throw new UnsupportedRuleException("a comment of " + text.length + " bytes, or with a NUL");
    }
    return new XtMatch(NAME, 0, new XtStructure(SIZE).string(0, text).toBytes());
  }

  /** The match, or null for bytes that are no text. */
  static CommentMatch decode(XtStructure info) {
    return info.string(0, SIZE - 1).map(CommentMatch::new).orElse(null);
  }
}
