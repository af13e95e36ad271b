// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.NoTarget;
import io.svcrules.iptables.OtherMatch;
import io.svcrules.iptables.Rule;
import io.svcrules.netlink.Bytes;
import io.svcrules.netlink.nftables.Counter;
import io.svcrules.netlink.nftables.NftExpression;
import java.util.ArrayList;
import java.util.List;

/** Rules, or parts of them, that nobody writes whose rules are known here. */
final class OpaqueRule {
  /** No extension of iptables has this name. */
  static final String NAME = "nftables";

  private OpaqueRule() {}

  /** A rule that says what the expressions are; equal for equal rules, whatever they counted. */
  static Rule of(List<NftExpression> expressions, Bytes userData) {
    List<String> words = new ArrayList<>();
    for (NftExpression expression : expressions) {
      words.add((expression instanceof Counter ? Counter.zero() : expression).toString());
    }
    if (!userData.isEmpty()) {
      words.add("userdata " + userData);
    }
    return Rule.of(NoTarget.NONE, new OtherMatch(NAME, words));
  }

  /** What is known of an extension: its revision and its structure in hexadecimal. */
  static List<String> words(int revision, Bytes info) {
    return List.of("revision", Integer.toString(revision), info.toString());
  }
}
