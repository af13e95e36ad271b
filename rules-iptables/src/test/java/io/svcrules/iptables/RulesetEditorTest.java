// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.svcrules.iptables.RestoreException.Reason;
import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.model.IpFamily;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesetEditorTest {
  private static final Ruleset NOTHING = new Ruleset(IpFamily.IPV4, Map.of());

  private static Ruleset apply(Ruleset before, String changes) {
    String text = "*filter\n" + changes.replace("; ", "\n") + "\nCOMMIT\n";
    return RulesetEditor.apply(
        before, IptablesTextParser.parseInput(IpFamily.IPV4, text).orThrow());
  }

  private static String rules(Ruleset ruleset) {
    return RulesetWriter.saved(ruleset)
        .lines()
        .filter(line -> line.startsWith("-"))
        .collect(Collectors.joining("; "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ":A - [0:0]; -A A -j ACCEPT; -I A -j DROP|-A A -j DROP; -A A -j ACCEPT",
        ":A - [0:0]; -A A -j ACCEPT; -I A 2 -j DROP|-A A -j ACCEPT; -A A -j DROP",
        ":A - [0:0]; -A A -j ACCEPT; -A A -j DROP; -R A 1 -j RETURN|-A A -j RETURN; -A A -j DROP",
        ":A - [0:0]; -A A -j ACCEPT; -A A -j DROP; -A A -j ACCEPT; -D A -j ACCEPT|-A A -j DROP; -A A -j ACCEPT",
        ":A - [0:0]; -A A -j ACCEPT; -A A -j DROP; -D A 1|-A A -j DROP",
        ":A - [0:0]; -A A -j ACCEPT; :A - [0:0]; -A A -j DROP|-A A -j DROP",
        "-A INPUT -j ACCEPT; :INPUT DROP [0:0]; :INPUT - [0:0]|-A INPUT -j ACCEPT",
        "-N A; -A INPUT -j A; -D INPUT -j A; -X A; -N A|``",
        "-N A; -A A -j ACCEPT; -F A; -X A|``",
        "-N A; -N B; -A A -j B; -A B -j A|-A A -j B; -A B -j A",
      },
      quoteCharacter = '`')
  void changesHappenInTheirOrder(String changes, String expected) {
    assertEquals(expected, rules(apply(NOTHING, changes)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-A A -j ACCEPT|CHAIN_MISSING|A",
        "-F A|CHAIN_MISSING|A",
        "-X A|CHAIN_MISSING|A",
        "-N A; -N A|CHAIN_EXISTS|A",
        "-N INPUT|CHAIN_EXISTS|INPUT",
        "-N A; -A A -j ACCEPT; -X A|CHAIN_NOT_EMPTY|A",
        "-N A; -A INPUT -j A; -X A|CHAIN_REFERENCED|A",
        "-N A; -A INPUT -g A; -X A|CHAIN_REFERENCED|A",
        "-X INPUT|CHAIN_BUILT_IN|INPUT",
        "-N A; -P A DROP|CHAIN_NOT_BUILT_IN|A",
        ":A DROP [0:0]|CHAIN_NOT_BUILT_IN|A",
        "-N A; -A A -j ACCEPT; -D A -j DROP|RULE_MISSING|A",
        "-N A; -D A 1|POSITION_OUT_OF_RANGE|A",
        "-N A; -R A 1 -j DROP|POSITION_OUT_OF_RANGE|A",
        "-N A; -I A 2 -j DROP|POSITION_OUT_OF_RANGE|A",
        "-A INPUT -j A|TARGET_MISSING|A",
        "-N A; -A A -j INPUT|TARGET_MISSING|INPUT",
        "-N A; -N B; -A A -j B; -A B -j A; -A INPUT -j A|LOOP|A",
        "-N A; -A A -j A; -A INPUT -j A|LOOP|A",
      })
  void whatIptablesRefusesIsRefused(String changes, Reason reason, String chain) {
    Ruleset before = apply(NOTHING, "-N OLD");
    RestoreException refused = assertThrows(RestoreException.class, () -> apply(before, changes));
    assertEquals(reason, refused.reason());
    assertEquals(chain, refused.chain());
    assertEquals(Table.FILTER, refused.table());
    assertEquals(before, refused.committed());
  }

  @Test
  void aRefusalNamesThePlace() {
    RestoreException refused =
        assertThrows(RestoreException.class, () -> apply(NOTHING, "-N A; -D A -j DROP"));
    assertEquals(
        "table filter, chain A: the chain has no such rule: -D A -j DROP", refused.getMessage());
  }

  @Test
  void aJumpIntoACircleThatWasThereIsRefused() {
    Ruleset circle = apply(NOTHING, "-N A; -A A -j A; -N B; -A INPUT -j B");
    assertEquals(
        Reason.LOOP,
        assertThrows(RestoreException.class, () -> apply(circle, "-A B -j A")).reason());
  }

  @Test
  void tablesInFrontOfTheRefusedOneAreCommitted() {
    RestoreInput input =
        IptablesTextParser.parseInput(
                IpFamily.IPV4, "*nat\n-N A\nCOMMIT\n*filter\n-N B\n-N B\nCOMMIT\n")
            .orThrow();
    RestoreException refused =
        assertThrows(RestoreException.class, () -> RulesetEditor.apply(NOTHING, input));
    assertEquals(
        RulesetEditor.apply(NOTHING, new RestoreInput(IpFamily.IPV4, input.tables().subList(0, 1))),
        refused.committed());
  }

  @Test
  void chainsThatDoNotChangeAreNotCopied() {
    Ruleset before = apply(NOTHING, "-N A; -A A -j ACCEPT; -N B");
    Ruleset after = apply(before, "-A B -j DROP");
    assertSame(
        before.table(Table.FILTER).chains().get("A"), after.table(Table.FILTER).chains().get("A"));
  }
}
