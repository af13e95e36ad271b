// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.bench;

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
      System.err.println(servers + " virtual servers");
      columns.add(run(servers));
    }
    print(sizes, columns);
  }

  private static Map<String, Double> run(int servers) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:+UseSerialGC",
            "-Xmx1g",
            "-cp",
            System.getProperty("java.class.path"),
            BenchRun.class.getName(),
            Integer.toString(servers));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("failed: " + command);
    }
    Map<String, Double> figures = new HashMap<>();
    for (String line : output.lines().toList()) {
      System.err.println(line);
      String[] words = line.split(" ", 2);
      figures.put(words[0], Double.valueOf(words[1]));
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
