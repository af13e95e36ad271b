// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Node;
import io.svcrules.model.manifest.ManifestReader;
import io.svcrules.model.manifest.ManifestReading;
import io.svcrules.model.manifest.ManifestSource;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.resolve.ServiceTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README says what is so: its example compiles and runs, its rules are those printed. */
class ReadmeExampleTest {
  private static final Path PROJECT = CliRun.SAMPLES.getParent().getParent();

  private static String example(String yaml) {
    // example begins
    ManifestReading reading = ManifestReader.read(List.of(ManifestSource.ofText("web", yaml)));
    ServiceTable services =
        ServiceResolver.resolve(
            reading.manifests(), IpFamily.IPV4, Node.named("node-1"), ResolveOptions.DEFAULT);
    CompiledRuleset compiled = IptablesCompiler.compile(services, IptablesConfig.DEFAULT);
    return RulesetWriter.restoreInput(compiled.ruleset());
    // example ends
  }

  private static String read(String file) throws IOException {
    return Files.readString(PROJECT.resolve(file));
  }

  @Test
  void theExampleGivesWhatTheCommandPrints() throws IOException {
    String yaml = read("testdata/samples/hello.yaml");
    CliRun run = CliRun.withInput(yaml, "render", "-f", "-", "--node=node-1");
    assertEquals(run.out(), example(yaml));
  }

  @Test
  void theReadmeHoldsTheExample() throws IOException {
    String source =
        read("cli/src/test/java/io/svcrules/cli/ReadmeExampleTest.java")
            .lines()
            .dropWhile(line -> !line.equals("    // example begins"))
            .skip(1)
            .takeWhile(line -> !line.equals("    // example ends"))
            .map(line -> line.substring(4) + "\n")
            .collect(Collectors.joining());
    assertTrue(read("README.md").contains("```java\n" + source + "```\n"), source);
  }

  @Test
  void theReadmeHoldsTheSampleAndItsRules() throws IOException {
    String readme = read("README.md");
    assertTrue(
        readme.contains("```yaml\n" + read("testdata/samples/hello.yaml") + "```\n"), "sample");
    String rules =
        CliRun.of(
                "render",
                "-f",
                CliRun.SAMPLES.resolve("hello.yaml").toString(),
                "--cluster-cidr",
                "10.244.0.0/16")
            .out()
            .lines()
            .filter(line -> line.contains("default/hello:http"))
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    assertTrue(readme.contains("```\n" + rules + "```\n"), rules);
  }

  @Test
  void continuousIntegrationRunsTheCommandsOfTheReadme() throws IOException {
    List<String> commands =
        read(".ci/run").lines().filter(line -> line.startsWith(".ci/install && ")).toList();
    assertEquals(2, commands.size());
    for (String command : commands) {
      assertTrue(read("README.md").contains("```sh\n" + command + "\n```\n"), command);
    }
  }
}
