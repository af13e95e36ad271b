// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.diff;

import io.svcrules.iptables.diff.DiffLine;
import io.svcrules.iptables.diff.RulesetDiff;
import io.svcrules.iptables.diff.UnifiedDiff;
import io.svcrules.model.IpFamily;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Prints unified diffs, in the colours of {@code git diff} if wanted. */
final class ColouredDiff {
  /** ECMA-48 SGR: bold. */
  private static final String BOLD = "\u001b[1m";

  /** ECMA-48 SGR: red. */
  private static final String RED = "\u001b[31m";

  /** ECMA-48 SGR: green. */
  private static final String GREEN = "\u001b[32m";

  /** ECMA-48 SGR: cyan. */
  private static final String CYAN = "\u001b[36m";

  /** ECMA-48 SGR: default rendition. */
  private static final String PLAIN = "\u001b[0m";

  private final OutputStream out;
  private final boolean colour;

  ColouredDiff(OutputStream out, boolean colour) {
    this.out = out;
    this.colour = colour;
  }

  void write(RulesetDiff diff) throws IOException {
    UnifiedDiff.write(diff, "kernel", "objects", this::line);
  }

  /** Writes groups of lines without context, each under its name. */
  void write(IpFamily family, Map<String, List<DiffLine>> groups) throws IOException {
    line("--- kernel\t" + family.kubernetesName());
    line("+++ objects\t" + family.kubernetesName());
    int oldLines = 0;
    int newLines = 0;
    for (Map.Entry<String, List<DiffLine>> group : groups.entrySet()) {
      int old = count(group.getValue(), DiffLine.Kind.REMOVED);
      int young = count(group.getValue(), DiffLine.Kind.ADDED);
      line("@@ -" + range(oldLines, old) + " +" + range(newLines, young) + " @@ " + group.getKey());
      for (DiffLine diffLine : group.getValue()) {
        line(diffLine.toString());
      }
      oldLines += old;
      newLines += young;
    }
  }

  private static int count(List<DiffLine> lines, DiffLine.Kind kind) {
    return (int) lines.stream().filter(line -> line.kind() == kind).count();
  }

  /** An empty range is named by the line in front of it. */
  private static String range(int linesBefore, int count) {
    return (count == 0 ? linesBefore : linesBefore + 1) + "," + count;
  }

  private void line(String text) throws IOException {
    String start = colour ? colour(text) : "";
    String line = start.isEmpty() ? text + "\n" : start + text + PLAIN + "\n";
    out.write(line.getBytes(StandardCharsets.UTF_8));
  }

  private static String colour(String line) {
    // A rule that is gone begins with -- and a capital letter.
    if (line.startsWith("--- ") || line.startsWith("+++ ")) {
      return BOLD;
    }
    return switch (line.charAt(0)) {
      case '@' -> CYAN;
      case '-' -> RED;
      case '+' -> GREEN;
      default -> "";
    };
  }
}
