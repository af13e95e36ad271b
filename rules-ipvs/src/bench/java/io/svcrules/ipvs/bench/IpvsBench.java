// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures first loads, single changes and reading for virtual servers of several numbers, beside
 * ipvsadm and bare netlink messages; prints a table in Markdown. Needs root and a kernel with IPVS.
 */
public final class IpvsBench {
  private static final List<Integer> SERVERS = List.of(1, 1_000, 5_000, 20_000);

  /** As the launcher of the command starts it: for what happens once. */
  private static final String AT_ONCE = "-XX:TieredStopAtLevel=1";

  /** As it ends up in a process that lives on, but without hours of waiting for that. */
  private static final String IN_THE_LONG_RUN = "-XX:-TieredCompilation";

  private IpvsBench() {}

  /**
   * Runs everything.
   *
   * @param args how many virtual servers, instead of the usual numbers
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    List<Integer> sizes =
        args.length == 0 ? SERVERS : Stream.of(args).map(Integer::valueOf).toList();
    List<Map<String, Double>> columns = new ArrayList<>();
    for (int servers : sizes) {
      Map<String, Double> figures = new HashMap<>();
      figures.putAll(run(servers, "rest", AT_ONCE));
      figures.putAll(run(servers, "changes", IN_THE_LONG_RUN));
      columns.add(figures);
    }
    print(sizes, columns);
  }

  private static Map<String, Double> run(int servers, String part, String compiler)
      throws IOException, InterruptedException {
    System.err.println(servers + " virtual servers: " + part);
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:+UseSerialGC",
            compiler,
            "-Xmx1g",
            "-cp",
            System.getProperty("java.class.path"),
            BenchRun.class.getName(),
            Integer.toString(servers),
            part);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Map<String, Double> figures = new HashMap<>();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        System.err.println(line);
        String[] words = line.split(" ", 2);
        figures.put(words[0], Double.valueOf(words[1]));
      }
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException("failed: " + command);
    }
    return figures;
  }

  private static void print(List<Integer> sizes, List<Map<String, Double>> columns) {
    StringBuilder out = new StringBuilder("\n| virtual servers, three real servers each |");
    sizes.forEach(size -> out.append(String.format(Locale.ROOT, " %,d |", size)));
    out.append("\n|---|").append("---|".repeat(sizes.size())).append('\n');
    for (BenchRow row : BenchRow.values()) {
      out.append("| ").append(row.text()).append(" |");
      columns.forEach(figures -> out.append(' ').append(row.cell(figures)).append(" |"));
      out.append('\n');
    }
    System.out.print(out);
  }
}
