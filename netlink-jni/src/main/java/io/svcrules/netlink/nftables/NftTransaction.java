// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

import static io.svcrules.netlink.NetlinkUapi.*;
import static io.svcrules.netlink.nftables.NftablesUapi.*;

import io.svcrules.netlink.AttributeWriter;
import io.svcrules.netlink.MessageWriter;
import io.svcrules.netlink.netfilter.NetfilterHeader;
import io.svcrules.netlink.netfilter.NetfilterUapi;

/**
 * Commands that the kernel does all or none of, in the order in which they are given.
 *
 * <p>Given out by {@link NftablesClient#commit}, and written straight into the bytes to send. The
 * commands are counted from 0: a refused one is named by that index.
 */
public final class NftTransaction {

  private static final int SUBSYSTEM = NetfilterUapi.NFNL_SUBSYS_NFTABLES;

  private final MessageWriter out;
  private final int echo;

  NftTransaction(MessageWriter out, boolean echo) {
    this.out = out;
    this.echo = echo ? NLM_F_ECHO : 0;
  }

  /** The number of commands so far; the next one's index. */
  public int size() {
    // The message that opens the batch is not one of them.
    return out.count() - 1;
  }

  /** Makes a table, or does nothing if it is there. */
  public void addTable(NftTable table) {
    NftablesCodec.encode(begin(NFT_MSG_NEWTABLE, NLM_F_CREATE, table.family()), table);
    out.end();
  }

  /** Deletes a table and all that is in it. */
  public void deleteTable(NftFamily family, String name) {
    begin(NFT_MSG_DELTABLE, 0, family).string(NFTA_TABLE_NAME, name);
    out.end();
  }

  /** Makes a chain, or does nothing if it is there; a base chain gets the policy in any case. */
  public void addChain(NftChain chain) {
    NftablesCodec.encode(begin(NFT_MSG_NEWCHAIN, NLM_F_CREATE, chain.family()), chain);
    out.end();
  }

  /** Deletes a chain, which must be empty and jumped to by none. */
  public void deleteChain(NftFamily family, String table, String chain) {
    deleteChain(family, table, chain, NLM_F_NONREC);
  }

  /** Deletes a chain and its rules; none may jump to it. */
  public void deleteChainAndRules(NftFamily family, String table, String chain) {
    deleteChain(family, table, chain, 0);
  }

  private void deleteChain(NftFamily family, String table, String chain, int flags) {
    AttributeWriter attributes = begin(NFT_MSG_DELCHAIN, flags, family);
    attributes.string(NFTA_CHAIN_TABLE, table);
    attributes.string(NFTA_CHAIN_NAME, chain);
    out.end();
  }

  /** Appends a rule to its chain. */
  public void appendRule(NftRule rule) {
    newRule(rule, NLM_F_CREATE | NLM_F_APPEND, 0);
  }

  /** Puts a rule at the head of its chain. */
  public void prependRule(NftRule rule) {
    newRule(rule, NLM_F_CREATE, 0);
  }

  /** Puts a rule directly before the one with a handle. */
  public void insertRuleBefore(NftRule rule, long handle) {
    newRule(rule, NLM_F_CREATE, handle);
  }

  /** Puts a rule directly after the one with a handle. */
  public void insertRuleAfter(NftRule rule, long handle) {
    newRule(rule, NLM_F_CREATE | NLM_F_APPEND, handle);
  }

  private void newRule(NftRule rule, int flags, long position) {
    AttributeWriter attributes =
        beginRule(NFT_MSG_NEWRULE, flags, rule.family(), rule.table(), rule.chain());
    if (position != 0) {
      attributes.u64be(NFTA_RULE_POSITION, position);
    }
    NftablesCodec.encodeBody(attributes, rule);
    out.end();
  }

  /** Puts a rule in the place of the one that has the same handle, which must not be 0. */
  public void replaceRule(NftRule rule) {
    AttributeWriter attributes =
        beginRule(NFT_MSG_NEWRULE, NLM_F_REPLACE, rule.family(), rule.table(), rule.chain());
    attributes.u64be(NFTA_RULE_HANDLE, requireHandle(rule.handle()));
    NftablesCodec.encodeBody(attributes, rule);
    out.end();
  }

  /** Deletes the rule with a handle, which must not be 0. */
  public void deleteRule(NftFamily family, String table, String chain, long handle) {
    beginRule(NFT_MSG_DELRULE, 0, family, table, chain)
        .u64be(NFTA_RULE_HANDLE, requireHandle(handle));
    out.end();
  }

  /** Deletes all rules of a chain. */
  public void flushChain(NftFamily family, String table, String chain) {
    beginRule(NFT_MSG_DELRULE, 0, family, table, chain);
    out.end();
  }

  /** Without a handle the kernel would take all rules of the chain. */
  private static long requireHandle(long handle) {
    if (handle == 0) {
      throw new IllegalArgumentException("a rule without a handle");
    }
    return handle;
  }

  private AttributeWriter beginRule(
      int command, int flags, NftFamily family, String table, String chain) {
    AttributeWriter attributes = begin(command, flags, family);
    attributes.string(NFTA_RULE_TABLE, table);
    attributes.string(NFTA_RULE_CHAIN, chain);
    return attributes;
  }

  private AttributeWriter begin(int command, int flags, NftFamily family) {
    return NetfilterHeader.begin(out, SUBSYSTEM, command, flags | echo, family.number());
  }
}
