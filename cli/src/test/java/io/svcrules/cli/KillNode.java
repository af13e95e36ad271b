// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.cli.env.IptablesCommands;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.kernel.CommandOutcome;
import io.svcrules.iptables.kernel.CommandRunner;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.ProcessRunner;
import io.svcrules.iptables.kernel.RestorePacketFilter;
import io.svcrules.model.IpFamily;
import io.svcrules.testdata.kernel.NetworkNamespace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A network namespace in which programs change rules and are killed. */
final class KillNode implements AutoCloseable {
  private final NetworkNamespace namespace = new NetworkNamespace();
  private final IptablesVariant variant;
  private final Map<String, String> variables;
  private final ProcessRunner runner;

  KillNode(IptablesVariant variant, Path folder) {
    this.variant = variant;
    this.variables =
        Map.of(
            "XTABLES_LOCKFILE", folder.resolve("lock").toString(),
            "SVCRULES_STATE_DIR", folder.resolve("state").toString());
    this.runner = new ProcessRunner(prefix(), variables);
  }

  private List<String> prefix() {
    return List.of("nsenter", "--net=/run/netns/" + namespace.name());
  }

  NetworkNamespace namespace() {
    return namespace;
  }

  /** The rules the kernel holds. */
  Map<IpFamily, Ruleset> read() {
    Map<IpFamily, Ruleset> rules = new EnumMap<>(IpFamily.class);
    for (IpFamily family : IpFamily.values()) {
      rules.put(family, new RestorePacketFilter(family, variant, runner).read());
    }
    return rules;
  }

  /** What iptables-save prints of each family about rules that are not ours. */
  List<String> foreign() {
    return Stream.of(IpFamily.values())
        .flatMap(family -> saved(family).lines())
        .filter(line -> !line.startsWith("#") && !line.contains("KUBE-"))
        .map(line -> line.replaceFirst("\\[\\d+:\\d+]$", ""))
        .toList();
  }

  /** What iptables-save prints. */
  String saved(IpFamily family) {
    return namespace.run(variant.saveCommand(family)).orFail();
  }

  /** Runs the command on these rules, in the process of the test. */
  CliRun run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--iptables-variant=" + variant.word());
    return new TestProcess().on(new IptablesCommands(runner)).run("", all.toArray(String[]::new));
  }

  /** Starts a program inside, in a process of its own. */
  Process start(Class<?> program, String... args) throws IOException {
    List<String> command = new ArrayList<>(prefix());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(variables);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return builder.start();
  }

  /**
   * Waits until nothing of a killed program runs any more: iptables may outlive it.
   *
   * @param staying a process that is none of its
   */
  void awaitSilence(long staying) throws InterruptedException {
    for (int i = 0; i < 1000; i++) {
      List<String> list = List.of("ip", "netns", "pids", namespace.name());
      CommandOutcome running = new ProcessRunner().run(list, CommandRunner.Input.NONE);
      assertEquals(0, running.exitCode(), running.errors());
      String ids = new String(running.output(), StandardCharsets.US_ASCII).strip();
      if (ids.equals(Long.toString(staying))) {
        return;
      }
      Thread.sleep(10);
    }
    assertTrue(false, "programs go on running in " + namespace.name());
  }

  String routeLocalnet() {
    return namespace.run("cat", "/proc/sys/net/ipv4/conf/all/route_localnet").orFail().strip();
  }

  /** Loads rules into both families. */
  void load(String rules) {
    for (IpFamily family : IpFamily.values()) {
      namespace.runWithInput(rules, variant.restoreCommand(family), "--noflush").orFail();
    }
  }

  @Override
  public void close() {
    namespace.close();
  }
}
