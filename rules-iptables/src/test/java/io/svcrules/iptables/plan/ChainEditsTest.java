// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.Change;
import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.RecentMatch;
import io.svcrules.iptables.Rule;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChainEditsTest {
  private static final Rule A = rule("a");
  private static final Rule B = rule("b");
  private static final Rule C = rule("c");
  private static final Rule D = rule("d");
  private static final Rule RECENT =
      Rule.of(new Jump("A"), RecentMatch.check(IpFamily.IPV4, "A", 60));

  private static Rule rule(String name) {
    return Rule.of(new Jump("X"), new CommentMatch(name));
  }

  private static List<String> edits(List<Rule> current, List<Rule> desired) {
    List<String> lines = new ArrayList<>();
    for (Change change : ChainEdits.of("X", current, desired)) {
      StringBuilder line = new StringBuilder();
      change.appendTo(line);
      lines.add(line.toString().replace(" -m comment --comment", "").replace(" -j X", ""));
    }
    return lines;
  }

  @Test
  void equalChainsNeedNothing() {
    assertEquals(List.of(), edits(List.of(A, B), List.of(A, B)));
  }

  @Test
  void whatStaysIsNotTouched() {
    assertEquals(List.of("-D X b", "-I X 2 d"), edits(List.of(A, B, C), List.of(A, D, C)));
  }

  @Test
  void newOnesBehindAllOthersAreAppended() {
    assertEquals(List.of("-A X c"), edits(List.of(A, B), List.of(A, B, C)));
  }

  @Test
  void twinsMakeTheChainNew() {
    assertEquals(List.of(":X - [0:0]", "-A X a", "-A X b"), edits(List.of(A, B, A), List.of(A, B)));
  }

  @Test
  void anotherChainAltogetherIsMadeNew() {
    assertEquals(List.of(":X - [0:0]", "-A X c"), edits(List.of(A, B), List.of(C)));
  }

  @Test
  void aRuleThatItsOwnLineDoesNotNameMakesTheChainNew() {
    assertEquals(
        List.of(":X - [0:0]", "-A X a", "-A X b", "-A X c"),
        edits(List.of(RECENT, A, B, C), List.of(A, B, C)));
  }
}
