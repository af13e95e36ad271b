// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

import io.svcrules.netlink.Bytes;
import io.svcrules.netlink.NetlinkException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The user data of rules as libnftnl lays it out: a type, a length and that many bytes, repeated
 * ({@code libnftnl/udata.h}).
 */
public final class UserData {

  /** {@code NFTNL_UDATA_RULE_COMMENT}: a string and the NUL that ends it. */
  private static final int RULE_COMMENT = 0;

  /** {@code NFTNL_UDATA_COMMENT_MAXLEN} of nft, and what {@code xt_comment} holds too: 256. */
  private static final int MAX_LENGTH = 255;

  private static final int HEADER = 2;

  private UserData() {}

  /**
   * User data with a comment and nothing else, as {@code nft} and {@code iptables-nft} write it.
   *
   * @throws NetlinkException if the comment does not fit
   */
  public static Bytes ofComment(String comment) {
    byte[] text = comment.getBytes(StandardCharsets.UTF_8);
    if (text.length + 1 > MAX_LENGTH - HEADER + 1) {
      throw new NetlinkException("a comment of " + text.length + " bytes");
    }
    byte[] data = new byte[HEADER + text.length + 1];
    data[0] = RULE_COMMENT;
    data[1] = (byte) (text.length + 1);
    System.arraycopy(text, 0, data, HEADER, text.length);
    return Bytes.of(data);
  }

  /** The comment in user data; empty if there is none, or none that can be read. */
  public static Optional<String> comment(Bytes userData) {
    int start = 0;
    while (start + HEADER <= userData.length()) {
      int length = userData.get(start + 1);
      int end = start + HEADER + length;
      if (end > userData.length()) {
        return Optional.empty();
      }
      if (userData.get(start) == RULE_COMMENT && length > 0) {
        return Optional.of(text(userData, start + HEADER, length - 1));
      }
      start = end;
    }
    return Optional.empty();
  }

  private static String text(Bytes userData, int start, int length) {
    return new String(userData.toArray(), start, length, StandardCharsets.UTF_8);
  }
}
