// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.diff;

import io.svcrules.iptables.diff.DiffLine.Kind;
import java.io.IOException;
import java.util.List;

/**
 * Writes a diff in unified format: hunks with three lines of context, each with its table and its
 * cause behind the second {@code @@}. Lines are numbered as if all groups stood one below the
 * other.
 */
public final class UnifiedDiff {
  /** Lines of context around changes: what diff(1) takes if not told. */
  private static final int CONTEXT = 3;

  /** Takes a text line by line. */
  @FunctionalInterface
  public interface LineReceiver {
    /**
     * Takes the next line, without line break.
     *
     * @throws IOException if it cannot be written
     */
    void line(String text) throws IOException;
  }

  private final LineReceiver out;
  private int oldLines;
  private int newLines;

  private UnifiedDiff(LineReceiver out) {
    this.out = out;
  }

  /**
   * Writes a diff; nothing if nothing changes.
   *
   * @param from what the old side is called
   * @param to what the new side is called
   * @throws IOException if the receiver does
   */
  public static void write(RulesetDiff diff, String from, String to, LineReceiver out)
      throws IOException {
    if (diff.isEmpty()) {
      return;
    }
    String family = "\t" + diff.family().kubernetesName();
    out.line("--- " + from + family);
    out.line("+++ " + to + family);
    UnifiedDiff writer = new UnifiedDiff(out);
    for (DiffGroup group : diff.groups()) {
      writer.write(group);
    }
  }

  private void write(DiffGroup group) throws IOException {
    List<DiffLine> lines = group.lines();
    int done = 0;
    int change = nextChange(lines, 0);
    while (change < lines.size()) {
      int start = Math.max(done, change - CONTEXT);
      skip(lines.subList(done, start));
      int end = change + 1;
      change = nextChange(lines, end);
      while (change < lines.size() && change - end <= 2 * CONTEXT) {
        end = change + 1;
        change = nextChange(lines, end);
      }
      done = Math.min(lines.size(), end + CONTEXT);
      hunk(lines.subList(start, done), group.heading());
    }
    skip(lines.subList(done, lines.size()));
  }

  private static int nextChange(List<DiffLine> lines, int from) {
    int next = from;
    while (next < lines.size() && lines.get(next).kind() == Kind.CONTEXT) {
      next++;
    }
    return next;
  }

  private void skip(List<DiffLine> context) {
    oldLines += context.size();
    newLines += context.size();
  }

  private void hunk(List<DiffLine> lines, String heading) throws IOException {
    int old = (int) lines.stream().filter(line -> line.kind().isOld()).count();
    int young = (int) lines.stream().filter(line -> line.kind().isNew()).count();
    out.line("@@ -" + range(oldLines, old) + " +" + range(newLines, young) + " @@ " + heading);
    for (DiffLine line : lines) {
      out.line(line.toString());
    }
    oldLines += old;
    newLines += young;
  }

  /** An empty range is named by the line in front of it. */
  private static String range(int linesBefore, int count) {
    return (count == 0 ? linesBefore : linesBefore + 1) + "," + count;
  }
}
