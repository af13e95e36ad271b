// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The figures of all runs of a variant, as a table in Markdown. */
final class BenchTable {
  private record Row(String key, String title) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("first", "first apply, proof included"),
          new Row("plain", "`iptables-restore` of the full text"),
          new Row("endpoint", "one endpoint changed"),
          new Row("endpoint-by-hand", "the same, fewest lines for `iptables-restore`"),
          new Row("service", "one service added"),
          new Row("service-by-hand", "the same, fewest lines for `iptables-restore`"),
          new Row("hundred", "100 endpoints changed at once"),
          new Row("hundred-by-hand", "the same, fewest lines for `iptables-restore`"),
          new Row("no-op", "apply that changes nothing"),
          new Row("dump", "dump"),
          new Row("memory-apply", "most memory of `svcrules apply`, MiB"),
          new Row("memory-syncer", "most memory of a process with a Syncer, MiB"));

  private BenchTable() {}

  /**
   * The table.
   *
   * @param title what its figures are of
   * @param columns how many services, and the figures
   */
  static String of(String title, Map<Integer, Map<String, Double>> columns) {
    StringBuilder out = new StringBuilder("\n| ").append(title).append(" |");
    columns.keySet().forEach(size -> out.append(String.format(Locale.ROOT, " %,d |", size)));
    out.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
    for (Row row : ROWS) {
      out.append("| ").append(row.title).append(" |");
      for (Map<String, Double> figures : columns.values()) {
        out.append(' ').append(cell(Optional.ofNullable(figures.get(row.key)))).append(" |");
      }
      out.append('\n');
    }
    return out.toString();
  }

  /** Negative figures are of what was stopped then. */
  private static String cell(Optional<Double> value) {
    return value
        .map(
            number ->
                number < 0
                    ? String.format(Locale.ROOT, "> %.0f s", -number / 1000)
                    : String.format(Locale.ROOT, number < 10 ? "%.1f" : "%,.0f", number))
        .orElse("");
  }
}
