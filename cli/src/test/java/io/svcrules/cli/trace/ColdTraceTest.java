// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Node;
import io.svcrules.model.manifest.ManifestReader;
import io.svcrules.model.manifest.ManifestSource;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.resolve.ServiceTable;
import io.svcrules.testdata.LargeCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own, with the rules of a large cluster in a file. */
class ColdTraceTest {
  private static final int SERVICES = 20_000;

  /**
   * What the process may take of processors. It takes one second on the machine that the aim of two
   * was measured on; time on the wall would tell more of what else a machine does.
   */
  private static final double SECONDS = 5;

  private static final String HOOKS =
      """
      :PREROUTING ACCEPT [0:0]
      :INPUT ACCEPT [0:0]
      :OUTPUT ACCEPT [0:0]
      :POSTROUTING ACCEPT [0:0]
      """;

  @TempDir private Path temporary;

  private static String rules() throws IOException {
    StringBuilder text = new StringBuilder();
    new LargeCluster(SERVICES, 3).appendJson(text);
    Manifests objects =
        ManifestReader.read(List.of(ManifestSource.ofText("large.json", text.toString())))
            .manifests();
    ServiceTable services =
        ServiceResolver.resolve(
            objects, IpFamily.IPV4, Node.named("node-1"), ResolveOptions.DEFAULT);
    Ruleset rules = IptablesCompiler.compile(services, IptablesConfig.DEFAULT).ruleset();
    // What is inserted first is listed like all else.
    return RulesetWriter.restoreInput(rules)
        .replaceAll("(?m)^-I ", "-A ")
        .replace("*nat\n", "*nat\n" + HOOKS)
        .replace("*filter\n", "*filter\n" + HOOKS + ":FORWARD ACCEPT [0:0]\n");
  }

  @Test
  void twentyThousandServicesAreReadWithinTheTimeOfThemAll() throws Exception {
    Path dump = Files.writeString(temporary.resolve("rules"), rules());
    ProcessBuilder builder =
        new ProcessBuilder(
            "bash",
            "-c",
            "TIMEFORMAT='%U %S'; time \"$0\" \"$@\"",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "io.svcrules.cli.Main",
            "trace",
            "--iptables-save",
            dump.toString(),
            "--from",
            "198.51.100.7",
            "--to",
            "10.96.0.1:80");
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), err);
    assertTrue(out.contains("delivered to"), out);
    List<String> lines = err.lines().toList();
    String[] times = lines.get(lines.size() - 1).split(" ", -1);
    double spent = Double.parseDouble(times[0]) + Double.parseDouble(times[1]);
    assertTrue(spent <= SECONDS, () -> spent + " s of processors");
  }
}
