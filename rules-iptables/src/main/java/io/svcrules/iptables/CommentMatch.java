// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

/**
 * A remark; always true.
 *
 * @param text at most 255 bytes (linux/netfilter/xt_comment.h XT_MAX_COMMENT_LEN is 256, the
 *     terminating zero included)
 */
public record CommentMatch(String text) implements Match {

  @Override
  public <R> R accept(MatchVisitor<R> visitor) {
    return visitor.comment(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(" -m comment --comment ");
    Quoting.append(out, text);
  }
}
