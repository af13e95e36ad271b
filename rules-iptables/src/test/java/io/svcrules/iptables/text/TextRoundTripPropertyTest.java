// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.RuleArbitraries;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.RulesetArbitraries;
import io.svcrules.iptables.RulesetEditor;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.model.IpFamily;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TextRoundTripPropertyTest {

  @Provide
  Arbitrary<Ruleset> rulesets() {
    return RulesetArbitraries.families()
        .flatMap(family -> RulesetArbitraries.rulesets(new RuleArbitraries(family, false)));
  }

  @Property(tries = 500)
  void parsingWhatIsPrintedGivesTheRuleset(@ForAll("rulesets") Ruleset ruleset) {
    String text = RulesetWriter.saved(ruleset);
    assertEquals(
        ruleset, IptablesTextParser.parseSaved(ruleset.family(), text).orThrow(), () -> text);
  }

  @Property(tries = 200)
  void printingWhatWasParsedGivesTheText(@ForAll("rulesets") Ruleset ruleset) {
    String text = RulesetWriter.saved(ruleset);
    Ruleset parsed = IptablesTextParser.parseSaved(ruleset.family(), text).orThrow();
    assertEquals(text, RulesetWriter.saved(parsed));
  }

  @Property(tries = 200)
  void restoreInputMakesTheRulesetOutOfNothing(@ForAll("rulesets") Ruleset ruleset) {
    String text = RulesetWriter.restoreInput(ruleset);
    Ruleset nothing = new Ruleset(ruleset.family(), Map.of());
    assertEquals(
        ruleset,
        RulesetEditor.apply(
            nothing, IptablesTextParser.parseInput(ruleset.family(), text).orThrow()),
        () -> text);
  }

  @Property(tries = 200)
  void changesPrintAsTheyWereRead(@ForAll("rulesets") Ruleset ruleset) throws IOException {
    String text = RulesetWriter.restoreInput(ruleset);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    var input = IptablesTextParser.parseInput(ruleset.family(), text).orThrow();
    RulesetWriter.write(input, out);
    assertEquals(text, TextBytes.decode(out.toByteArray(), 0, out.size()));
    assertEquals(text, input.toString());
  }

  @Property(tries = 50)
  void rulesAlreadyThereStayBehindInsertedOnes(@ForAll("rulesets") Ruleset ruleset) {
    var input =
        IptablesTextParser.parseInput(ruleset.family(), RulesetWriter.restoreInput(ruleset))
            .orThrow();
    Ruleset twice = RulesetEditor.apply(ruleset, input);
    for (Table table : ruleset.tables().keySet()) {
      TableRules rules = twice.table(table);
      for (String name : table.builtInChains()) {
        var once = ruleset.table(table).chains().get(name).rules();
        assertEquals(
            java.util.stream.Stream.of(once, once).flatMap(List::stream).toList(),
            rules.chains().get(name).rules());
      }
    }
  }

  @Property(tries = 5)
  void emptyTextIsAnEmptyRuleset(@ForAll IpFamily family) {
    assertEquals(
        new Ruleset(family, Map.of()), IptablesTextParser.parseSaved(family, "").orThrow());
  }
}
