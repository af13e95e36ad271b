// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Places the boxes of a group in columns, one for each layer that has boxes. An arrow that passes a
 * column gets a lane of its own there, so that it runs behind no box. In a column boxes and lanes
 * stand by the middle of those that lead to them, so that few arrows cross.
 */
final class Layout {
  /** Pixels for a character of the first line, which is monospaced, 12 pixels high. */
  private static final double CHARACTER = 7.25;

  /** The same for the second line and for labels, 10 pixels high. */
  private static final double SMALL_CHARACTER = 6.05;

  private static final int PADDING = 12;
  private static final int BOX_HEIGHT = 38;
  private static final int LANE_HEIGHT = 12;
  private static final int GAP = 12;
  private static final int COLUMN_GAP = 48;
  private static final int MARGIN = 10;

  private final List<DiagramEdge> edges;
  private final Map<String, Box> boxes = new HashMap<>();
  private final List<Box> order = new ArrayList<>();
  private final List<List<Lane>> lanes = new ArrayList<>();
  private int width;
  private int height;

  /**
   * A box in its place, in pixels.
   *
   * @param node the box
   * @param x its left edge
   * @param y its upper edge
   * @param width its width
   */
  record Box(DiagramNode node, int x, int y, int width) {
    int height() {
      return BOX_HEIGHT;
    }

    int right() {
      return x + width;
    }

    int middle() {
      return y + BOX_HEIGHT / 2;
    }
  }

  /**
   * Where an arrow passes a column, in pixels.
   *
   * @param left where it comes in
   * @param right where it goes out
   * @param middle its height
   */
  record Lane(int left, int right, int middle) {}

  /** Something in a column: a box, or a lane of an arrow if there is no box. */
  private record Slot(DiagramNode node, int edge, double wish) {
    int height() {
      return node == null ? LANE_HEIGHT : BOX_HEIGHT;
    }
  }

  private Layout(List<DiagramEdge> edges) {
    this.edges = edges;
    edges.forEach(edge -> lanes.add(new ArrayList<>()));
  }

  static Layout of(DiagramGroup group) {
    Layout layout = new Layout(group.edges());
    SortedMap<Integer, List<DiagramNode>> columns = new TreeMap<>();
    Map<String, Integer> layers = new HashMap<>();
    for (DiagramNode node : group.nodes()) {
      columns.computeIfAbsent(node.layer(), key -> new ArrayList<>()).add(node);
      layers.put(node.id(), node.layer());
    }
    List<List<Slot>> slots = new ArrayList<>();
    columns.forEach((layer, nodes) -> slots.add(layout.slots(layer, nodes, layers)));
    layout.height = slots.stream().mapToInt(Layout::height).max().orElse(0) + 2 * MARGIN;
    int x = MARGIN;
    for (List<Slot> column : slots) {
      int wide = column.stream().mapToInt(Layout::width).max().orElse(0);
      layout.place(column, x, wide);
      layout.width = x + wide + MARGIN;
      x += wide + layout.gapBefore(columns, slots.indexOf(column) + 1);
    }
    return layout;
  }

  private List<Slot> slots(int layer, List<DiagramNode> nodes, Map<String, Integer> layers) {
    List<Slot> slots = new ArrayList<>();
    nodes.forEach(node -> slots.add(new Slot(node, -1, 0)));
    for (int i = 0; i < edges.size(); i++) {
      if (layers.get(edges.get(i).from()) < layer && layer < layers.get(edges.get(i).to())) {
        slots.add(new Slot(null, i, 0));
      }
    }
    return slots;
  }

  private static int height(List<Slot> column) {
    return column.stream().mapToInt(slot -> slot.height() + GAP).sum() - GAP;
  }

  private static int width(Slot slot) {
    if (slot.node() == null) {
      return 0;
    }
    double title = slot.node().title().length() * CHARACTER;
    double subtitle = slot.node().subtitle().length() * SMALL_CHARACTER;
    return (int) Math.ceil(Math.max(title, subtitle)) + 2 * PADDING;
  }

  /** Labels stand before the box that their arrow leads to. */
  private int gapBefore(SortedMap<Integer, List<DiagramNode>> columns, int position) {
    List<DiagramNode> column =
        columns.values().stream().skip(position).findFirst().orElse(List.of());
    int longest = 0;
    Map<String, DiagramNode> byId = new HashMap<>();
    column.forEach(node -> byId.put(node.id(), node));
    for (DiagramEdge edge : edges) {
      longest = byId.containsKey(edge.to()) ? Math.max(longest, edge.label().length()) : longest;
    }
    return COLUMN_GAP + (int) Math.ceil(longest * SMALL_CHARACTER);
  }

  private void place(List<Slot> column, int x, int wide) {
    Map<String, int[]> sums = new HashMap<>();
    for (int i = 0; i < edges.size(); i++) {
      if (boxes.containsKey(edges.get(i).from())) {
        int[] sum = sums.computeIfAbsent(edges.get(i).to(), key -> new int[2]);
        sum[0] += last(i);
        sum[1]++;
      }
    }
    // Stable: what nothing tells apart stays in the order of the rules.
    List<Slot> sorted =
        column.stream()
            .map(slot -> new Slot(slot.node(), slot.edge(), wish(slot, sums)))
            .sorted(Comparator.comparingDouble(Slot::wish))
            .toList();
    int y = (height - height(column)) / 2;
    for (Slot slot : sorted) {
      if (slot.node() == null) {
        lanes.get(slot.edge()).add(new Lane(x, x + wide, y + LANE_HEIGHT / 2));
      } else {
        Box box = new Box(slot.node(), x, y, wide);
        boxes.put(slot.node().id(), box);
        order.add(box);
      }
      y += slot.height() + GAP;
    }
  }

  private double wish(Slot slot, Map<String, int[]> sums) {
    if (slot.node() == null) {
      return last(slot.edge());
    }
    int[] sum = sums.get(slot.node().id());
    return sum == null ? 0 : (double) sum[0] / sum[1];
  }

  /** How high an arrow is where it has been drawn to. */
  private int last(int edge) {
    List<Lane> passed = lanes.get(edge);
    return passed.isEmpty()
        ? boxes.get(edges.get(edge).from()).middle()
        : passed.get(passed.size() - 1).middle();
  }

  /** The boxes, column by column, from top to bottom. */
  List<Box> boxes() {
    return order;
  }

  Box box(String id) {
    return boxes.get(id);
  }

  /** Where the arrow of that number passes columns, from left to right. */
  List<Lane> lanes(int edge) {
    return lanes.get(edge);
  }

  /** How high the arrow of that number is before it turns to its box. */
  int before(int edge) {
    return last(edge);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }
}
