// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

import static io.svcrules.netlink.nftables.NftablesUapi.*;

import io.svcrules.netlink.AttributeWriter;
import io.svcrules.netlink.Bytes;
import io.svcrules.netlink.NetlinkUapi;

/** Expressions to attributes, in the order in which libnftnl writes them. */
final class ExpressionEncoder implements NftExpression.Visitor {

  private final AttributeWriter out;

  ExpressionEncoder(AttributeWriter out) {
    this.out = out;
  }

  /** Writes one element of a list of expressions. */
  void encode(NftExpression expression) {
    int element = out.beginNested(NFTA_LIST_ELEM);
    out.string(NFTA_EXPR_NAME, expression.name());
    expression.accept(this);
    out.endNested(element);
  }

  @Override
  public void visit(Payload payload) {
    int data = out.beginNested(NFTA_EXPR_DATA);
    out.u32be(NFTA_PAYLOAD_DREG, payload.destination());
    out.u32be(NFTA_PAYLOAD_BASE, payload.base());
    out.u32be(NFTA_PAYLOAD_OFFSET, payload.offset());
    out.u32be(NFTA_PAYLOAD_LEN, payload.length());
    out.endNested(data);
  }

  @Override
  public void visit(Cmp cmp) {
    int data = out.beginNested(NFTA_EXPR_DATA);
    out.u32be(NFTA_CMP_SREG, cmp.source());
    out.u32be(NFTA_CMP_OP, cmp.operator());
    value(NFTA_CMP_DATA, cmp.data());
    out.endNested(data);
  }

  @Override
  public void visit(Bitwise bitwise) {
    int data = out.beginNested(NFTA_EXPR_DATA);
    out.u32be(NFTA_BITWISE_SREG, bitwise.source());
    out.u32be(NFTA_BITWISE_DREG, bitwise.destination());
    out.u32be(NFTA_BITWISE_LEN, bitwise.length());
    value(NFTA_BITWISE_MASK, bitwise.mask());
    value(NFTA_BITWISE_XOR, bitwise.xor());
    out.endNested(data);
  }

  @Override
  public void visit(MetaLoad load) {
    int data = out.beginNested(NFTA_EXPR_DATA);
    out.u32be(NFTA_META_KEY, load.key());
    out.u32be(NFTA_META_DREG, load.destination());
    out.endNested(data);
  }

  @Override
  public void visit(MetaStore store) {
    int data = out.beginNested(NFTA_EXPR_DATA);
    out.u32be(NFTA_META_KEY, store.key());
    out.u32be(NFTA_META_SREG, store.source());
    out.endNested(data);
  }

  @Override
  public void visit(CtLoad load) {
    int data = out.beginNested(NFTA_EXPR_DATA);
    out.u32be(NFTA_CT_KEY, load.key());
    out.u32be(NFTA_CT_DREG, load.destination());
    if (load.direction().isPresent()) {
      out.u8(NFTA_CT_DIRECTION, load.direction().getAsInt());
    }
    out.endNested(data);
  }

  @Override
  public void visit(ImmediateData immediate) {
    int data = out.beginNested(NFTA_EXPR_DATA);
    out.u32be(NFTA_IMMEDIATE_DREG, immediate.destination());
    value(NFTA_IMMEDIATE_DATA, immediate.data());
    out.endNested(data);
  }

  @Override
  public void visit(ImmediateVerdict immediate) {
    int data = out.beginNested(NFTA_EXPR_DATA);
    out.u32be(NFTA_IMMEDIATE_DREG, NFT_REG_VERDICT);
    int value = out.beginNested(NFTA_IMMEDIATE_DATA);
    int verdict = out.beginNested(NFTA_DATA_VERDICT);
    out.u32be(NFTA_VERDICT_CODE, immediate.code());
    if (!immediate.chain().isEmpty()) {
      out.string(NFTA_VERDICT_CHAIN, immediate.chain());
    }
    out.endNested(verdict);
    out.endNested(value);
    out.endNested(data);
  }

  @Override
  public void visit(Counter counter) {
    int data = out.beginNested(NFTA_EXPR_DATA);
    out.u64be(NFTA_COUNTER_BYTES, counter.bytes());
    out.u64be(NFTA_COUNTER_PACKETS, counter.packets());
    out.endNested(data);
  }

  @Override
  public void visit(XtMatch match) {
    int data = out.beginNested(NFTA_EXPR_DATA);
    out.string(NFTA_MATCH_NAME, match.extension());
    out.u32be(NFTA_MATCH_REV, match.revision());
    out.bytes(NFTA_MATCH_INFO, match.info());
    out.endNested(data);
  }

  @Override
  public void visit(XtTarget target) {
    int data = out.beginNested(NFTA_EXPR_DATA);
    out.string(NFTA_TARGET_NAME, target.extension());
    out.u32be(NFTA_TARGET_REV, target.revision());
    out.bytes(NFTA_TARGET_INFO, target.info());
    out.endNested(data);
  }

  @Override
  public void visit(RawExpression raw) {
    if (!raw.data().isEmpty()) {
      out.bytes(NFTA_EXPR_DATA | NetlinkUapi.NLA_F_NESTED, raw.data());
    }
  }

  private void value(int type, Bytes content) {
    int data = out.beginNested(type);
    out.bytes(NFTA_DATA_VALUE, content);
    out.endNested(data);
  }
}
