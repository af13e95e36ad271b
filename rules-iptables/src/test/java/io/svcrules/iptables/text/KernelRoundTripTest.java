// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import io.svcrules.iptables.IptablesFixtures;
import io.svcrules.iptables.RestoreInput;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.RulesetEditor;
import io.svcrules.model.IpFamily;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernel takes what we print, and gives back what we meant. As root only. */
class KernelRoundTripTest {
  static Stream<Arguments> golden() {
    return IptablesFixtures.golden().stream()
        .flatMap(
            file ->
                Stream.of(IptablesVariant.values()).map(variant -> Arguments.of(file, variant)));
  }

  static Stream<IptablesVariant> variants() {
    return Stream.of(IptablesVariant.values());
  }

  @ParameterizedTest
  @MethodSource("golden")
  void realFilesComeBackEqual(Path file, IptablesVariant variant) {
    IpFamily family = IptablesFixtures.family(file);
    Ruleset ruleset = IptablesTextParser.parseSaved(family, IptablesFixtures.read(file)).orThrow();
    IptablesVariant.assertSameTables(
        ruleset, variant.savedAfter(family, RulesetWriter.saved(ruleset)));
    IptablesVariant.assertSameTables(
        ruleset, variant.savedAfter(family, RulesetWriter.restoreInput(ruleset)));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void whateverTheSpellingTheKernelGivesBackTheSameValues(IptablesVariant variant) {
    String text = IptablesFixtures.read(IptablesFixtures.file("spellings", "all.iptables-restore"));
    RestoreInput input = IptablesTextParser.parseInput(IpFamily.IPV4, text).orThrow();
    Ruleset expected = RulesetEditor.apply(new Ruleset(IpFamily.IPV4, Map.of()), input);
    IptablesVariant.assertSameTables(expected, variant.savedAfter(IpFamily.IPV4, text));
  }
}
