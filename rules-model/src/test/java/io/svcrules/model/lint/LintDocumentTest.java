// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.model.Cidr;
import io.svcrules.model.Node;
import io.svcrules.model.Protocol;
import io.svcrules.model.manifest.ManifestReader;
import io.svcrules.model.manifest.ManifestReading;
import io.svcrules.model.manifest.ManifestSource;
import io.svcrules.model.resolve.ResolveOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/lint.md says what the code does: of every finding, with an example that has it. */
class LintDocumentTest {
  private static final Path FILE =
      Path.of(System.getProperty("svcrules.testdata")).resolveSibling("docs").resolve("lint.md");

  private static final NodeFacts FACTS =
      new NodeFacts(
          Set.of(new ListeningSocket(Protocol.TCP, 30080)),
          Optional.of(new PortRange(32768, 60999)),
          Set.of(),
          OptionalInt.empty());

  private static String section(LintId id) throws IOException {
    String[] parts = Files.readString(FILE).split("(?m)^## ", -1);
    return Arrays.stream(parts)
        .filter(part -> part.startsWith("`" + id.id() + "`\n"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("docs/lint.md says nothing of " + id.id()));
  }

  private static List<LintFinding> lint(String yaml) {
    ManifestReading reading =
        ManifestReader.read(List.of(ManifestSource.ofText("example.yaml", yaml)));
    assertEquals(List.of(), reading.problems());
    return Linter.lint(
        reading.manifests(),
        new LintScope(Node.named("node-1"), true, List.of(Cidr.parse("10.96.0.0/16"))),
        ResolveOptions.DEFAULT,
        FACTS);
  }

  @ParameterizedTest
  @EnumSource(LintId.class)
  void theExampleHasTheFinding(LintId id) throws IOException {
    String section = section(id);
    String yaml = section.split("```(yaml\n)?", -1)[1];
    assertTrue(lint(yaml).stream().anyMatch(finding -> finding.id() == id), () -> "" + lint(yaml));
  }

  @ParameterizedTest
  @EnumSource(LintId.class)
  void severitySummaryAndFixAreThoseOfTheCode(LintId id) throws IOException {
    String section = section(id);
    assertTrue(section.contains("Severity: " + id.severity().text() + ". " + id.summary()));
    assertTrue(section.contains("Fix: " + id.fix()));
  }

  @Test
  void nothingElseIsListed() throws IOException {
    long sections = Pattern.compile("(?m)^## ").matcher(Files.readString(FILE)).results().count();
    assertEquals(LintId.values().length, sections);
  }
}
