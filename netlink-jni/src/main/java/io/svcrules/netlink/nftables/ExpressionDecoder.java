// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

import static io.svcrules.netlink.nftables.NftablesUapi.*;

import io.svcrules.netlink.AttributeReader;
import io.svcrules.netlink.Bytes;
import java.util.ArrayList;
import java.util.List;

/** Lists of expressions, each in its own type if that holds all that is there, else raw. */
final class ExpressionDecoder {

  private ExpressionDecoder() {}

  static List<NftExpression> decodeList(AttributeReader elements) {
    List<NftExpression> expressions = new ArrayList<>();
    while (elements.next()) {
      if (elements.type() == NFTA_LIST_ELEM) {
        expressions.add(decode(elements.nested()));
      }
    }
    return expressions;
  }

  private static NftExpression decode(AttributeReader element) {
    String name = "";
    Bytes raw = Bytes.empty();
    NftExpression typed = null;
    while (element.next()) {
      switch (element.type()) {
        case NFTA_EXPR_NAME -> name = element.string();
        case NFTA_EXPR_DATA -> {
          // The kernel writes the name first, so the bytes are copied only when they are wanted.
          typed = decodeTyped(name, element.nested());
          raw = typed == null ? element.bytes() : raw;
        }
        default -> {} // The kernel has no third attribute.
      }
    }
    return typed == null ? new RawExpression(name, raw) : typed;
  }

  /** The expression in its own type, or null if there is none that holds all attributes. */
  private static NftExpression decodeTyped(String name, AttributeReader data) {
    return switch (name) {
      case "payload" -> LoadDecoder.payload(data);
      case "meta" -> LoadDecoder.meta(data);
      case "ct" -> LoadDecoder.ct(data);
      case "cmp" -> DataDecoder.cmp(data);
      case "bitwise" -> DataDecoder.bitwise(data);
      case "immediate" -> DataDecoder.immediate(data);
      case "counter" -> XtDecoder.counter(data);
      case "match" -> XtDecoder.match(data);
      case "target" -> XtDecoder.target(data);
      default -> null;
    };
  }
}
