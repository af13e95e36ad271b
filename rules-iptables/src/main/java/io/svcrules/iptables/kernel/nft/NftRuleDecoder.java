// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Target;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.Bytes;
import io.svcrules.netlink.nftables.NftExpression;
import io.svcrules.netlink.nftables.NftRule;
import io.svcrules.netlink.nftables.UserData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * nf_tables expressions to rules: all that iptables-nft 1.8.9 writes for the kinds of rules known
 * here, in both encodings. Whatever is anything else becomes an {@link
 * io.svcrules.iptables.OtherMatch} or {@link io.svcrules.iptables.OtherTarget} that says what it
 * is, so that no foreign rule is taken for one of ours.
 */
public final class NftRuleDecoder {
  /** linux/netfilter/nf_tables.h NFT_USERDATA_MAXLEN. */
  private static final int MAX_USER_DATA = 256;

  private final NativeDecoder natives;
  private final ExtensionDecoder extensions;
  private final TargetDecoder targets;

  /**
   * A decoder for the rules of one family.
   *
   * @param sets the ipsets by their indexes; a match of any other set is a foreign one
   */
  public NftRuleDecoder(IpFamily family, SetIndexes sets) {
    this.natives = new NativeDecoder(new HeaderEncoder(family));
    this.extensions = new ExtensionDecoder(family, sets);
    this.targets = new TargetDecoder(family);
  }

  /** A decoder to which every match of an ipset is a foreign one. */
  public NftRuleDecoder(IpFamily family) {
    this(family, SetIndexes.NONE);
  }

  /** The rule that the kernel's rule stands for. */
  public Rule decode(NftRule rule) {
    return decode(rule.expressions(), rule.userData());
  }

  /** The rule that expressions and user data stand for. */
  public Rule decode(List<NftExpression> expressions, Bytes userData) {
    RuleParser parser = new RuleParser(expressions, natives, extensions);
    List<Match> matches = parser.matches();
    Target target = matches == null ? null : parser.target(targets);
    if (target == null) {
      return OpaqueRule.of(expressions, userData);
    }
    if (userData.isEmpty()) {
      return new Rule(matches, target);
    }
    Optional<String> remark = remark(userData);
    if (remark.isEmpty()) {
      return OpaqueRule.of(expressions, userData);
    }
    // iptables prints it behind all other conditions.
    List<Match> all = new ArrayList<>(matches);
    all.add(new CommentMatch(remark.get()));
    return new Rule(all, target);
  }

  /** The remark, if user data holds one and nothing else. */
  private static Optional<String> remark(Bytes userData) {
    if (userData.length() > MAX_USER_DATA) {
      return Optional.empty();
    }
    return UserData.comment(userData)
        .filter(text -> text.indexOf('\0') < 0)
        .filter(text -> UserData.ofComment(text).equals(userData));
  }
}
