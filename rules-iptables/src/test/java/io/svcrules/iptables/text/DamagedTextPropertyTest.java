// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.IptablesFixtures;
import io.svcrules.iptables.Ruleset;
import io.svcrules.model.IpFamily;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DamagedTextPropertyTest {
  private static final List<String> PIECES =
      List.of("*nat\n", ":X - [0:0]\n", "-A X ", "COMMIT\n", "! ", "\"", "\\", "-j ", "-s ", "-m ");

  @Provide
  Arbitrary<byte[]> damaged() {
    List<byte[]> files =
        IptablesFixtures.golden().stream()
            .map(file -> IptablesFixtures.read(file).getBytes(StandardCharsets.UTF_8))
            .toList();
    return Combinators.combine(
            Arbitraries.of(files),
            Arbitraries.integers().between(0, 4000),
            Arbitraries.integers().between(0, 30),
            Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(20),
                Arbitraries.of(PIECES).map(piece -> piece.getBytes(StandardCharsets.UTF_8))))
        .as(DamagedTextPropertyTest::damage);
  }

  private static byte[] damage(byte[] file, int at, int removed, byte[] added) {
    int from = Math.min(at, file.length);
    int to = Math.min(from + removed, file.length);
    byte[] damaged = Arrays.copyOf(file, file.length - (to - from) + added.length);
    System.arraycopy(added, 0, damaged, from, added.length);
    System.arraycopy(file, to, damaged, from + added.length, file.length - to);
    return damaged;
  }

  @Property(tries = 1000)
  void damagedFilesGiveAValueAndProblems(@ForAll("damaged") byte[] text) {
    ParsedText<Ruleset> parsed = IptablesTextParser.parseSaved(IpFamily.IPV4, text);
    checkPlaces(parsed.problems(), text);
    checkPlaces(IptablesTextParser.parseInput(IpFamily.IPV6, text).problems(), text);
  }

  @Property(tries = 1000)
  void whatIsUnderstoodOfADamagedFileIsStable(@ForAll("damaged") byte[] text) {
    Ruleset understood = IptablesTextParser.parseSaved(IpFamily.IPV4, text).value();
    String printed = RulesetWriter.saved(understood);
    assertEquals(understood, IptablesTextParser.parseSaved(IpFamily.IPV4, printed).orThrow());
  }

  @Property(tries = 1000)
  void randomBytesGiveAValueAndProblems(@ForAll byte[] text) {
    checkPlaces(IptablesTextParser.parseSaved(IpFamily.IPV4, text).problems(), text);
    checkPlaces(IptablesTextParser.parseInput(IpFamily.IPV6, text).problems(), text);
  }

  private static void checkPlaces(List<TextProblem> problems, byte[] text) {
    long lines =
        new String(text, StandardCharsets.ISO_8859_1).chars().filter(c -> c == '\n').count();
    for (TextProblem problem : problems) {
      assertTrue(problem.line() >= 1 && problem.line() <= lines + 2, problem::toString);
      assertTrue(problem.column() >= 1, problem::toString);
    }
  }
}
