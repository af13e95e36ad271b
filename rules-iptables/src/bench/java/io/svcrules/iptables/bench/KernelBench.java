// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.bench;

import io.svcrules.iptables.kernel.IptablesVariant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Measures first loads, small changes, reading and memory for clusters of several sizes, in both
 * variants of iptables, beside what iptables-restore takes for the same; prints a table in Markdown
 * for each. Needs root, and the system property {@code svcrules.launcher}: the command.
 */
public final class KernelBench {
  private static final List<Integer> SERVICES = List.of(1, 1_000, 5_000, 20_000);

  private KernelBench() {}

  /**
   * Runs everything.
   *
   * @param args how many services, instead of the usual numbers
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    List<Integer> sizes =
        args.length == 0 ? SERVICES : Stream.of(args).map(Integer::valueOf).toList();
    CommandMemory memory = new CommandMemory(Path.of(System.getProperty("svcrules.launcher")));
    for (IptablesVariant variant : IptablesVariant.values()) {
      Map<Integer, Map<String, Double>> columns = new TreeMap<>();
      for (int services : sizes) {
        Map<String, Double> figures = new HashMap<>();
        for (String part : List.of("apply", "syncer", "plain")) {
          tell(variant, services, part);
          figures.putAll(run(variant, services, part));
        }
        tell(variant, services, "memory");
        figures.put("memory-apply", memory.ofApply(variant, services));
        columns.put(services, figures);
      }
      System.out.print(BenchTable.of(variant.word() + ", ms", columns));
    }
  }

  private static void tell(IptablesVariant variant, int services, String part) {
    System.err.println(variant.word() + ", " + services + " services: " + part);
  }

  private static Map<String, Double> run(IptablesVariant variant, int services, String part)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                // As the launcher starts the command to change a node.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:InitialRAMPercentage=0.5",
                "-XX:MaxNewSize=64m"));
    if (!part.equals("syncer")) {
      // As well, but not of use to a process that lives long.
      command.addAll(List.of("-XX:MinHeapFreeRatio=75", "-XX:MaxHeapFreeRatio=80"));
    }
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            BenchRun.class.getName(),
            variant.word(),
            Integer.toString(services),
            part));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("failed: " + command);
    }
    return Figures.parse(output);
  }
}
