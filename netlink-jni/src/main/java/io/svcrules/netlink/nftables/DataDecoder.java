// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

import static io.svcrules.netlink.nftables.NftablesUapi.*;

import io.svcrules.netlink.AttributeReader;
import io.svcrules.netlink.Bytes;

/** The expressions that hold constants or verdicts; null where their types do not suffice. */
final class DataDecoder {

  private static final int CMP = AttributeSet.of(NFTA_CMP_SREG, NFTA_CMP_OP, NFTA_CMP_DATA);
  private static final int BITWISE =
      AttributeSet.of(
          NFTA_BITWISE_SREG,
          NFTA_BITWISE_DREG,
          NFTA_BITWISE_LEN,
          NFTA_BITWISE_MASK,
          NFTA_BITWISE_XOR);
  private static final int BITWISE_BOOL = AttributeSet.with(BITWISE, NFTA_BITWISE_OP);
  private static final int IMMEDIATE = AttributeSet.of(NFTA_IMMEDIATE_DREG, NFTA_IMMEDIATE_DATA);
  private static final int JUMP = AttributeSet.of(NFTA_VERDICT_CODE, NFTA_VERDICT_CHAIN);
  private static final int VERDICT = AttributeSet.of(NFTA_VERDICT_CODE);

  private DataDecoder() {}

  static NftExpression cmp(AttributeReader data) {
    int seen = 0;
    int source = 0;
    int operator = 0;
    Bytes value = null;
    while (data.next()) {
      seen = AttributeSet.with(seen, data.type());
      switch (data.type()) {
        case NFTA_CMP_SREG -> source = data.u32be();
        case NFTA_CMP_OP -> operator = data.u32be();
        case NFTA_CMP_DATA -> value = value(data.nested());
        default -> {} // Seen.
      }
    }
    return seen == CMP && value != null ? new Cmp(source, operator, value) : null;
  }

  static NftExpression bitwise(AttributeReader data) {
    int seen = 0;
    int source = 0;
    int destination = 0;
    int length = 0;
    int operation = NFT_BITWISE_BOOL;
    Bytes mask = null;
    Bytes xor = null;
    while (data.next()) {
      seen = AttributeSet.with(seen, data.type());
      switch (data.type()) {
        case NFTA_BITWISE_SREG -> source = data.u32be();
        case NFTA_BITWISE_DREG -> destination = data.u32be();
        case NFTA_BITWISE_LEN -> length = data.u32be();
        case NFTA_BITWISE_OP -> operation = data.u32be();
        case NFTA_BITWISE_MASK -> mask = value(data.nested());
        case NFTA_BITWISE_XOR -> xor = value(data.nested());
        default -> {} // Seen.
      }
    }
    // Kernels from 5.6 on name the operation; without a name it is this one.
    boolean plain = operation == NFT_BITWISE_BOOL && (seen == BITWISE || seen == BITWISE_BOOL);
    return plain && mask != null && xor != null
        ? new Bitwise(source, destination, length, mask, xor)
        : null;
  }

  /** The bytes in {@code NFTA_DATA_VALUE}, or null if there are none. */
  private static Bytes value(AttributeReader data) {
    Bytes value = null;
    boolean only = true;
    while (data.next()) {
      only &= data.type() == NFTA_DATA_VALUE;
      value = data.bytes();
    }
    return only ? value : null;
  }

  static NftExpression immediate(AttributeReader data) {
    int seen = 0;
    int destination = 0;
    Bytes value = null;
    ImmediateVerdict verdict = null;
    while (data.next()) {
      seen = AttributeSet.with(seen, data.type());
      switch (data.type()) {
        case NFTA_IMMEDIATE_DREG -> destination = data.u32be();
        case NFTA_IMMEDIATE_DATA -> {
          value = value(data.nested());
          verdict = value == null ? verdictIn(data.nested()) : null;
        }
        default -> {} // Seen.
      }
    }
    if (seen != IMMEDIATE) {
      return null;
    }
    return value != null
        ? new ImmediateData(destination, value)
        : destination == NFT_REG_VERDICT ? verdict : null;
  }

  private static ImmediateVerdict verdictIn(AttributeReader data) {
    ImmediateVerdict verdict = null;
    while (data.next()) {
      if (data.type() != NFTA_DATA_VERDICT || verdict != null) {
        return null;
      }
      verdict = verdict(data.nested());
    }
    return verdict;
  }

  private static ImmediateVerdict verdict(AttributeReader attributes) {
    int seen = 0;
    int code = 0;
    String chain = "";
    while (attributes.next()) {
      seen = AttributeSet.with(seen, attributes.type());
      switch (attributes.type()) {
        case NFTA_VERDICT_CODE -> code = attributes.u32be();
        case NFTA_VERDICT_CHAIN -> chain = attributes.string();
        default -> {} // Seen.
      }
    }
    return seen == VERDICT || (seen == JUMP && !chain.isEmpty())
        ? new ImmediateVerdict(code, chain)
        : null;
  }
}
