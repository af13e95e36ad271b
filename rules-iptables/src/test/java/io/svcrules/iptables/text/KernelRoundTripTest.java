// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.IptablesFixtures;
import io.svcrules.iptables.RestoreInput;
import io.svcrules.iptables.RuleArbitraries;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.RulesetArbitraries;
import io.svcrules.iptables.RulesetEditor;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.model.IpFamily;
import io.svcrules.testdata.kernel.CommandResult;
import io.svcrules.testdata.kernel.NetworkNamespace;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernel takes what we print, and gives back what we meant. As root only. */
class KernelRoundTripTest {
  private static final Set<Table> TABLES =
      EnumSet.of(Table.FILTER, Table.NAT, Table.MANGLE, Table.RAW);

  enum Variant {
    NFT("nft"),
    LEGACY("legacy");

    private final String word;

    Variant(String word) {
      this.word = word;
    }

    String command(IpFamily family, String verb) {
      return (family == IpFamily.IPV4 ? "iptables-" : "ip6tables-") + word + "-" + verb;
    }
  }

  static Stream<Arguments> golden() {
    return IptablesFixtures.golden().stream()
        .flatMap(file -> Stream.of(Variant.values()).map(variant -> Arguments.of(file, variant)));
  }

  static Stream<Variant> variants() {
    return Stream.of(Variant.values());
  }

  @Provide
  Arbitrary<Ruleset> rulesets() {
    return Arbitraries.of(IpFamily.class)
        .flatMap(family -> RulesetArbitraries.rulesets(new RuleArbitraries(family, true), TABLES));
  }

  private static Ruleset savedAfter(Variant variant, IpFamily family, String input) {
    try (NetworkNamespace namespace = new NetworkNamespace()) {
      String set = family == IpFamily.IPV4 ? "inet" : "inet6";
      namespace.run("ipset", "create", RuleArbitraries.SET, "hash:ip,port", "family", set).orFail();
      CommandResult restored =
          namespace.runWithInput(
              TextBytes.encode(input), variant.command(family, "restore"), "--noflush");
      assertEquals(0, restored.exitCode(), () -> restored.errors() + input);
      String saved = namespace.run(variant.command(family, "save")).orFail();
      return IptablesTextParser.parseSaved(family, saved).orThrow();
    }
  }

  private static void assertSameTables(Ruleset expected, Ruleset saved) {
    for (Table table : expected.tables().keySet()) {
      // The nft variant lists no table that it never touched.
      TableRules found = saved.tables().getOrDefault(table, TableRules.withBuiltInChains(table));
      assertEquals(expected.table(table), found);
    }
  }

  @ParameterizedTest
  @MethodSource("golden")
  void realFilesComeBackEqual(Path file, Variant variant) {
    IpFamily family = IptablesFixtures.family(file);
    Ruleset ruleset = IptablesTextParser.parseSaved(family, IptablesFixtures.read(file)).orThrow();
    assertSameTables(ruleset, savedAfter(variant, family, RulesetWriter.saved(ruleset)));
    assertSameTables(ruleset, savedAfter(variant, family, RulesetWriter.restoreInput(ruleset)));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void whateverTheSpellingTheKernelGivesBackTheSameValues(Variant variant) {
    String text = IptablesFixtures.read(IptablesFixtures.file("spellings", "all.iptables-restore"));
    RestoreInput input = IptablesTextParser.parseInput(IpFamily.IPV4, text).orThrow();
    Ruleset expected = RulesetEditor.apply(new Ruleset(IpFamily.IPV4, Map.of()), input);
    assertSameTables(expected, savedAfter(variant, IpFamily.IPV4, text));
  }

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void randomRulesComeBackEqual(@ForAll("rulesets") Ruleset ruleset) {
    for (Variant variant : Variant.values()) {
      String input = RulesetWriter.restoreInput(ruleset);
      assertSameTables(ruleset, savedAfter(variant, ruleset.family(), input));
    }
  }
}
