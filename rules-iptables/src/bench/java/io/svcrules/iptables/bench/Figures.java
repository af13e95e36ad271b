// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Figures from one process to another: lines of {@code KEY VALUE}. */
final class Figures {
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  /** Writes a figure. */
  void print(String key, double value) {
    out.println(key + " " + value);
  }

  /** Writes the median of some measurements. */
  void median(String key, List<Double> values) {
    print(key, values.stream().sorted().toList().get(values.size() / 2));
  }

  /** Reads what another process wrote. */
  static Map<String, Double> parse(String output) {
    Map<String, Double> figures = new HashMap<>();
    for (String line : output.lines().toList()) {
      String[] words = line.split(" ", 2);
      figures.put(words[0], Double.valueOf(words[1]));
    }
    return figures;
  }
}
