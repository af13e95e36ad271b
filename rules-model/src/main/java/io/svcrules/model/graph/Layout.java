// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Places the boxes of a group in columns, one for each layer that has boxes. In a column boxes
 * stand by the middle of those that lead to them, so that few arrows cross.
 */
final class Layout {
  /** Pixels for a character of the first line, which is monospaced, 12 pixels high. */
  private static final double CHARACTER = 7.25;

  /** The same for the second line, 10 pixels high. */
  private static final double SMALL_CHARACTER = 6.05;

  private static final int PADDING = 12;
  private static final int HEIGHT = 38;
  private static final int GAP = 12;
  private static final int MIN_COLUMN_GAP = 56;
  private static final int MARGIN = 10;

  private final Map<String, Box> boxes = new HashMap<>();
  private final List<Box> order = new ArrayList<>();
  private int width;
  private int height;

  /**
   * A box in its place, in pixels.
   *
   * @param node the box
   * @param x its left edge
   * @param y its upper edge
   * @param width its width
   * @param height its height
   */
  record Box(DiagramNode node, int x, int y, int width, int height) {
    int middle() {
      return y + height / 2;
    }
  }

  private Layout() {}

  static Layout of(DiagramGroup group) {
    Layout layout = new Layout();
    Map<Integer, List<DiagramNode>> columns = new TreeMap<>();
    for (DiagramNode node : group.nodes()) {
      columns.computeIfAbsent(node.layer(), key -> new ArrayList<>()).add(node);
    }
    int tallest = columns.values().stream().mapToInt(List::size).max().orElse(0);
    layout.height = tallest * (HEIGHT + GAP) - GAP + 2 * MARGIN;
    int x = MARGIN;
    for (Map.Entry<Integer, List<DiagramNode>> column : columns.entrySet()) {
      int wide = column.getValue().stream().mapToInt(Layout::width).max().orElse(0);
      layout.place(layout.sorted(column.getValue(), group.edges()), x, wide);
      layout.width = x + wide + MARGIN;
      x += wide + gapBehind(column.getValue(), group.edges());
    }
    return layout;
  }

  private static int width(DiagramNode node) {
    double text =
        Math.max(node.title().length() * CHARACTER, node.subtitle().length() * SMALL_CHARACTER);
    return (int) Math.ceil(text) + 2 * PADDING;
  }

  /** Labels stand behind the column where their arrows start. */
  private static int gapBehind(List<DiagramNode> column, List<DiagramEdge> edges) {
    int longest = 0;
    for (DiagramEdge edge : edges) {
      if (column.stream().anyMatch(node -> node.id().equals(edge.from()))) {
        longest = Math.max(longest, edge.label().length());
      }
    }
    return MIN_COLUMN_GAP + (int) Math.ceil(longest * SMALL_CHARACTER);
  }

  private List<DiagramNode> sorted(List<DiagramNode> column, List<DiagramEdge> edges) {
    Map<String, Double> middles = new HashMap<>();
    Map<String, int[]> sums = new HashMap<>();
    for (DiagramEdge edge : edges) {
      Box from = boxes.get(edge.from());
      if (from != null) {
        int[] sum = sums.computeIfAbsent(edge.to(), key -> new int[2]);
        sum[0] += from.middle();
        sum[1]++;
      }
    }
    sums.forEach((id, sum) -> middles.put(id, (double) sum[0] / sum[1]));
    // Stable: boxes that nothing tells apart stay in the order of their rules.
    return column.stream()
        .sorted(Comparator.comparingDouble(node -> middles.getOrDefault(node.id(), 0.0)))
        .toList();
  }

  private void place(List<DiagramNode> column, int x, int wide) {
    int y = (height - column.size() * (HEIGHT + GAP) + GAP) / 2;
    for (DiagramNode node : column) {
      Box box = new Box(node, x, y, wide, HEIGHT);
      boxes.put(node.id(), box);
      order.add(box);
      y += HEIGHT + GAP;
    }
  }

  /** The boxes, column by column, from top to bottom. */
  List<Box> boxes() {
    return order;
  }

  Box box(String id) {
    return boxes.get(id);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }
}
