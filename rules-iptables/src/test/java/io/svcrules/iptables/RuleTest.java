// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.model.Cidr;
import io.svcrules.model.Protocol;
import org.junit.jupiter.api.Test;

final class RuleTest {
  private static final SourceMatch NETWORK = SourceMatch.of(Cidr.parse("10.0.0.0/8"));
  private static final CommentMatch COMMENT = new CommentMatch("why not");

  @Test
  void headerConditionsComeFirstAndExtensionsKeepTheirOrder() {
    TransportMatch port = new TransportMatch(Protocol.TCP, 80);
    Rule rule = Rule.of(Verdict.DROP, COMMENT, ProtocolMatch.of(Protocol.TCP), port, NETWORK);
    assertEquals(
        "-s 10.0.0.0/8 -p tcp -m comment --comment \"why not\" -m tcp --dport 80 -j DROP",
        rule.toString());
  }

  @Test
  void theNetworkOfEveryoneIsNoCondition() {
    SourceMatch everyone = SourceMatch.of(Cidr.parse("0.0.0.0/0"));
    DestinationMatch everywhere = DestinationMatch.of(Cidr.parse("::/0"));
    assertEquals(
        Rule.of(Verdict.DROP, COMMENT), Rule.of(Verdict.DROP, everyone, everywhere, COMMENT));
  }

  @Test
  void theNegatedNetworkOfEveryoneIsOne() {
    SourceMatch nobody = new SourceMatch(true, Cidr.parse("0.0.0.0/0"));
    assertEquals("! -s 0.0.0.0/0 -j DROP", Rule.of(Verdict.DROP, nobody).toString());
  }
}
