// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

import static io.svcrules.netlink.nftables.NftablesUapi.*;

import io.svcrules.netlink.AttributeReader;
import io.svcrules.netlink.AttributeWriter;
import io.svcrules.netlink.Bytes;
import io.svcrules.netlink.NetlinkMessage;
import io.svcrules.netlink.netfilter.NetfilterHeader;
import java.util.List;
import java.util.Optional;

/** Tables, chains, rules and generations as attributes, and back. */
final class NftablesCodec {

  private NftablesCodec() {}

  static void encode(AttributeWriter out, NftTable table) {
    out.string(NFTA_TABLE_NAME, table.name());
    if (table.flags() != 0) {
      out.u32be(NFTA_TABLE_FLAGS, table.flags());
    }
  }

  static NftTable decodeTable(NetlinkMessage message) {
    String name = "";
    int flags = 0;
    long handle = 0;
    int use = 0;
    AttributeReader attributes = NetfilterHeader.attributes(message);
    while (attributes.next()) {
      switch (attributes.type()) {
        case NFTA_TABLE_NAME -> name = attributes.string();
        case NFTA_TABLE_FLAGS -> flags = attributes.u32be();
        case NFTA_TABLE_HANDLE -> handle = attributes.u64be();
        case NFTA_TABLE_USE -> use = attributes.u32be();
        default -> {} // User data and owners.
      }
    }
    attributes.finish();
    return new NftTable(family(message), name, flags, handle, use);
  }

  static NftFamily family(NetlinkMessage message) {
    return NftFamily.of(NetfilterHeader.family(message));
  }

  static void encode(AttributeWriter out, NftChain chain) {
    out.string(NFTA_CHAIN_TABLE, chain.table());
    out.string(NFTA_CHAIN_NAME, chain.name());
    if (chain.base().isPresent()) {
      encode(out, chain.base().get());
    }
  }

  private static void encode(AttributeWriter out, BaseChain base) {
    int hook = out.beginNested(NFTA_CHAIN_HOOK);
    out.u32be(NFTA_HOOK_HOOKNUM, base.hook());
    out.u32be(NFTA_HOOK_PRIORITY, base.priority());
    out.endNested(hook);
    out.u32be(NFTA_CHAIN_POLICY, base.policy());
    out.string(NFTA_CHAIN_TYPE, base.type());
  }

  static NftChain decodeChain(NetlinkMessage message) {
    String table = "";
    String name = "";
    String type = "";
    long handle = 0;
    int policy = 0;
    int use = 0;
    BaseChain hook = null;
    AttributeReader attributes = NetfilterHeader.attributes(message);
    while (attributes.next()) {
      switch (attributes.type()) {
        case NFTA_CHAIN_TABLE -> table = attributes.string();
        case NFTA_CHAIN_NAME -> name = attributes.string();
        case NFTA_CHAIN_HANDLE -> handle = attributes.u64be();
        case NFTA_CHAIN_HOOK -> hook = decodeHook(attributes.nested());
        case NFTA_CHAIN_POLICY -> policy = attributes.u32be();
        case NFTA_CHAIN_TYPE -> type = attributes.string();
        case NFTA_CHAIN_USE -> use = attributes.u32be();
        default -> {} // Flags follow from the hook; counters of base chains, user data.
      }
    }
    attributes.finish();
    BaseChain base =
        hook == null ? null : new BaseChain(type, hook.hook(), hook.priority(), policy);
    return new NftChain(family(message), table, name, Optional.ofNullable(base), handle, use);
  }

  private static BaseChain decodeHook(AttributeReader attributes) {
    int hook = 0;
    int priority = 0;
    while (attributes.next()) {
      switch (attributes.type()) {
        case NFTA_HOOK_HOOKNUM -> hook = attributes.u32be();
        case NFTA_HOOK_PRIORITY -> priority = attributes.u32be();
        default -> {} // Devices, in the netdev family.
      }
    }
    return new BaseChain("", hook, priority, 0);
  }

  /** Writes what the kernel keeps of a rule, from its user data on. */
  static void encodeBody(AttributeWriter out, NftRule rule) {
    if (!rule.userData().isEmpty()) {
      out.bytes(NFTA_RULE_USERDATA, rule.userData());
    }
    int list = out.beginNested(NFTA_RULE_EXPRESSIONS);
    ExpressionEncoder encoder = new ExpressionEncoder(out);
    for (NftExpression expression : rule.expressions()) {
      encoder.encode(expression);
    }
    out.endNested(list);
    if (rule.compat().isPresent()) {
      int compat = out.beginNested(NFTA_RULE_COMPAT);
      out.u32be(NFTA_RULE_COMPAT_PROTO, rule.compat().get().protocol());
      out.u32be(NFTA_RULE_COMPAT_FLAGS, rule.compat().get().flags());
      out.endNested(compat);
    }
  }

  static NftRule decodeRule(NetlinkMessage message) {
    String table = "";
    String chain = "";
    long handle = 0;
    RuleCompat compat = null;
    List<NftExpression> expressions = List.of();
    Bytes userData = Bytes.empty();
    AttributeReader attributes = NetfilterHeader.attributes(message);
    while (attributes.next()) {
      switch (attributes.type()) {
        case NFTA_RULE_TABLE -> table = attributes.string();
        case NFTA_RULE_CHAIN -> chain = attributes.string();
        case NFTA_RULE_HANDLE -> handle = attributes.u64be();
        case NFTA_RULE_COMPAT -> compat = decodeCompat(attributes.nested());
        case NFTA_RULE_EXPRESSIONS ->
            expressions = ExpressionDecoder.decodeList(attributes.nested());
        case NFTA_RULE_USERDATA -> userData = attributes.bytes();
        default -> {} // The handle of the rule before: the order of a dump says the same.
      }
    }
    attributes.finish();
    return new NftRule(
        family(message), table, chain, handle, Optional.ofNullable(compat), expressions, userData);
  }

  private static RuleCompat decodeCompat(AttributeReader attributes) {
    int protocol = 0;
    int flags = 0;
    while (attributes.next()) {
      switch (attributes.type()) {
        case NFTA_RULE_COMPAT_PROTO -> protocol = attributes.u32be();
        case NFTA_RULE_COMPAT_FLAGS -> flags = attributes.u32be();
        default -> {} // None so far.
      }
    }
    return new RuleCompat(protocol, flags);
  }

  static NftGeneration decodeGeneration(NetlinkMessage message) {
    int id = 0;
    int processId = 0;
    String processName = "";
    AttributeReader attributes = NetfilterHeader.attributes(message);
    while (attributes.next()) {
      switch (attributes.type()) {
        case NFTA_GEN_ID -> id = attributes.u32be();
        case NFTA_GEN_PROC_PID -> processId = attributes.u32be();
        case NFTA_GEN_PROC_NAME -> processName = attributes.string();
        default -> {} // None so far.
      }
    }
    attributes.finish();
    return new NftGeneration(id, processId, processName);
  }
}
