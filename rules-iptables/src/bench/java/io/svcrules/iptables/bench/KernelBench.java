// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.bench;

import io.svcrules.iptables.kernel.IptablesVariant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures first loads, small changes, reading and memory for clusters of several sizes, in both
 * variants of iptables, beside what iptables-restore takes for the same; prints a table in
 * Markdown. Needs root.
 */
public final class KernelBench {
  private static final List<Integer> SERVICES = List.of(1, 1_000, 5_000, 20_000);

  /** The figures of a run, and what they are called. */
  private static final Map<String, String> ROWS =
      Map.ofEntries(
          Map.entry("first", "first apply, proof included"),
          Map.entry("plain", "iptables-restore of the full text"),
          Map.entry("endpoint", "one endpoint changed"),
          Map.entry("endpoint-minimal", "the same lines by iptables-restore"),
          Map.entry("service", "one service added"),
          Map.entry("service-minimal", "the same lines by iptables-restore"),
          Map.entry("hundred", "100 endpoints changed at once"),
          Map.entry("hundred-minimal", "the same lines by iptables-restore"),
          Map.entry("no-op", "apply that changes nothing"),
          Map.entry("dump", "dump"),
          Map.entry("rss-applied", "memory after the first apply, MiB"),
          Map.entry("rss-most", "most memory of the whole run, MiB"));

  private static final List<String> ORDER =
      List.of(
          "first",
          "plain",
          "endpoint",
          "endpoint-minimal",
          "service",
          "service-minimal",
          "hundred",
          "hundred-minimal",
          "no-op",
          "dump",
          "rss-applied",
          "rss-most");

  private KernelBench() {}

  /**
   * Runs everything.
   *
   * @param args how many services, instead of the usual numbers
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    List<Integer> sizes =
        args.length == 0 ? SERVICES : Stream.of(args).map(Integer::valueOf).toList();
    for (IptablesVariant variant : IptablesVariant.values()) {
      List<Map<String, Double>> columns = new ArrayList<>();
      for (int services : sizes) {
        Map<String, Double> figures = new HashMap<>();
        for (String part : List.of("changes", "plain")) {
          System.err.println(variant.word() + ", " + services + " services: " + part);
          figures.putAll(run(variant, services, part));
        }
        columns.add(figures);
      }
      print(variant, sizes, columns);
    }
  }

  private static Map<String, Double> run(IptablesVariant variant, int services, String part)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            // As the launcher of the command starts it.
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            BenchRun.class.getName(),
            variant.word(),
            Integer.toString(services),
            part);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("failed: " + command);
    }
    Map<String, Double> figures = new HashMap<>();
    for (String line : output.lines().toList()) {
      String[] words = line.split(" ", 2);
      figures.put(words[0], Double.valueOf(words[1]));
    }
    return figures;
  }

  private static void print(
      IptablesVariant variant, List<Integer> sizes, List<Map<String, Double>> columns) {
    StringBuilder out = new StringBuilder("\n| ").append(variant.word()).append(", ms |");
    sizes.forEach(size -> out.append(' ').append(size).append(" |"));
    out.append("\n|---|").append("---|".repeat(sizes.size())).append('\n');
    for (String key : ORDER) {
      out.append("| ").append(ROWS.get(key)).append(" |");
      columns.forEach(
          figures ->
              out.append(' ').append(cell(Optional.ofNullable(figures.get(key)))).append(" |"));
      out.append('\n');
    }
    System.out.print(out);
  }

  private static String cell(Optional<Double> value) {
    return value
        .map(
            number ->
                number < 0
                    ? "> %.0f s".formatted(-number / 1000)
                    : String.format(Locale.ROOT, number < 10 ? "%.1f" : "%.0f", number))
        .orElse("");
  }
}
