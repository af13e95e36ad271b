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

  /** A type and a length, of one byte each. */
  private static final int HEADER = 2;

  private UserData() {}

  /**
   * User data with a comment and nothing else, as {@code nft} and {@code iptables-nft} write it.
   *
   * @param comment at most 253 bytes in UTF-8
   * @throws NetlinkException if it is longer
   */
  public static Bytes ofComment(String comment) {
    byte[] text = comment.getBytes(StandardCharsets.UTF_8);
    if (HEADER + text.length + 1 > NftablesUapi.NFT_USERDATA_MAXLEN) {
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
