// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Match;
import io.svcrules.iptables.OtherMatch;
import io.svcrules.iptables.OtherTarget;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.netlink.nftables.NftFamily;
import io.svcrules.netlink.nftables.NftRule;
import io.svcrules.netlink.nftables.NftablesClient;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the rules of single chains.
 *
 * @param client speaks to the kernel
 * @param family the family of the tables
 * @param decoder knows the rules of ours, and most of others
 * @param foreign knows all others
 */
record ChainReader(
    NftablesClient client, NftFamily family, NftRuleDecoder decoder, ForeignRules foreign) {

  /** A reader of the same rules by another client, for another thread. */
  ChainReader with(NftablesClient other) {
    return new ChainReader(other, family, decoder, foreign);
  }

  /** The rules of a chain in their order; none if it does not exist. */
  List<HandledRule> rules(Table table, String chain) {
    List<NftRule> rules = client.rules(family, table.lowerCase(), chain);
    List<Rule> decoded = new ArrayList<>(rules.size());
    boolean known = true;
    for (NftRule rule : rules) {
      Rule one = decoder.decode(rule);
      known &= isKnown(one);
      decoded.add(one);
    }
    List<Rule> spelled = known ? decoded : foreign.spell(table, chain, rules, decoded);
    List<HandledRule> handled = new ArrayList<>(rules.size());
    for (int i = 0; i < rules.size(); i++) {
      handled.add(new HandledRule(rules.get(i).handle(), spelled.get(i)));
    }
    return handled;
  }

  private static boolean isKnown(Rule rule) {
    if (rule.target() instanceof OtherTarget) {
      return false;
    }
    List<Match> matches = rule.matches();
    for (int i = 0; i < matches.size(); i++) {
      if (matches.get(i) instanceof OtherMatch) {
        return false;
      }
    }
    return true;
  }
}
