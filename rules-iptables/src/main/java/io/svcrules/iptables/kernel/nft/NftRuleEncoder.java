// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import static io.svcrules.netlink.nftables.NftablesUapi.NFT_RULE_COMPAT_F_INV;

import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.NoTarget;
import io.svcrules.iptables.ProtocolMatch;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.TransportMatch;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.Bytes;
import io.svcrules.netlink.nftables.Counter;
import io.svcrules.netlink.nftables.NftExpression;
import io.svcrules.netlink.nftables.RuleCompat;
import io.svcrules.netlink.nftables.UserData;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules to nf_tables expressions, as iptables-nft writes them or reads them as the same. */
public final class NftRuleEncoder {
  /** linux/netfilter/nf_tables.h NFT_USERDATA_MAXLEN less the type, the length and the NUL. */
  private static final int MAX_REMARK = 253;

  private final NftEncoding encoding;
  private final HeaderEncoder header;
  private final ExtensionEncoder extensions;
  private final TargetEncoder targets;

  /**
   * An encoder for the rules of one family.
   *
   * @param sets the ipsets that rules may name
   */
  public NftRuleEncoder(IpFamily family, NftEncoding encoding, SetIndexes sets) {
    this.encoding = encoding;
    this.header = new HeaderEncoder(family);
    this.extensions = new ExtensionEncoder(encoding, sets);
    this.targets = new TargetEncoder(family);
  }

  /** An encoder for rules that name no ipsets. */
  public NftRuleEncoder(IpFamily family, NftEncoding encoding) {
    this(family, encoding, SetIndexes.NONE);
  }

  /**
   * The expressions of a rule.
   *
   * @throws UnsupportedRuleException if it is of a foreign kind, or one that iptables would refuse
   */
  public EncodedRule encode(Rule rule) {
    List<Match> matches = rule.matches();
    List<NftExpression> out = new ArrayList<>(matches.size() * 2 + 2);
    appendHeader(matches, out);
    Bytes userData = remark(matches);
    appendExtensions(matches, userData.isEmpty() ? matches.size() : matches.size() - 1, out);
    // Before the target: iptables counts the packets that fulfil the conditions.
    out.add(Counter.zero());
    if (rule.target() != NoTarget.NONE) {
      out.add(targets.encode(rule.target()));
    }
    return new EncodedRule(compat(protocol(matches)), out, userData);
  }

  /** iptables-nft writes interfaces and protocol first, then addresses, then fragments. */
  private void appendHeader(List<Match> matches, List<NftExpression> out) {
    for (int pass = 0; pass < 2; pass++) {
      int rank = -1;
      for (int i = 0; i < matches.size(); i++) {
        Match match = matches.get(i);
        if (match.rank() == Match.EXTENSION) {
          break;
        }
        if (match.rank() == rank) {
          throw new UnsupportedRuleException("two conditions where iptables takes one: " + match);
        }
        rank = match.rank();
        if (HeaderOrder.isEarly(match) == (pass == 0)) {
          header.append(match, out);
        }
      }
    }
  }

  private void appendExtensions(List<Match> matches, int end, List<NftExpression> out) {
    boolean transport = false;
    for (int i = 0; i < end; i++) {
      Match match = matches.get(i);
      if (match.rank() == Match.EXTENSION) {
        if (match instanceof TransportMatch of) {
          checkTransport(of, transport, matches);
          transport = true;
        }
        extensions.append(match, out);
      }
    }
  }

  private static void checkTransport(TransportMatch match, boolean second, List<Match> matches) {
    ProtocolMatch protocol = protocol(matches);
    if (second
        || protocol == null
        || protocol.negated()
        || !protocol.protocol().equals(match.protocol().lowerCase())) {
      throw new UnsupportedRuleException("a port without its protocol: " + match);
    }
  }

  /** The last condition as user data if it is a remark that may go there, else empty. */
  private Bytes remark(List<Match> matches) {
    if (encoding == NftEncoding.COMPATIBLE
        || matches.isEmpty()
        || !(matches.get(matches.size() - 1) instanceof CommentMatch comment)) {
      return Bytes.empty();
    }
    int length = comment.text().getBytes(StandardCharsets.UTF_8).length;
    return length <= MAX_REMARK && comment.text().indexOf('\0') < 0
        ? UserData.ofComment(comment.text())
        : Bytes.empty();
  }

  private static ProtocolMatch protocol(List<Match> matches) {
    for (int i = 0; i < matches.size(); i++) {
      if (matches.get(i) instanceof ProtocolMatch protocol) {
        return protocol;
      }
    }
    return null;
  }

  private static Optional<RuleCompat> compat(ProtocolMatch protocol) {
    if (protocol == null) {
      return Optional.empty();
    }
    int flags = protocol.negated() ? NFT_RULE_COMPAT_F_INV : 0;
    return Optional.of(new RuleCompat(HeaderEncoder.number(protocol), flags));
  }
}
