// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class LayoutPropertyTest {

  @Provide
  Arbitrary<DiagramGroup> groups() {
    return Arbitraries.randomValue(LayoutPropertyTest::group);
  }

  private static DiagramGroup group(Random random) {
    List<DiagramNode> nodes = new ArrayList<>();
    List<DiagramEdge> edges = new ArrayList<>();
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      int layer = random.nextInt(5);
      String title = "x".repeat(random.nextInt(40));
      nodes.add(new DiagramNode("n" + i, layer, NodeKind.CHAIN, title, "sub", List.of()));
    }
    for (DiagramNode from : nodes) {
      for (DiagramNode to : nodes) {
        if (from.layer() < to.layer() && random.nextInt(3) == 0) {
          edges.add(new DiagramEdge(from.id(), to.id(), "label", random.nextBoolean()));
        }
      }
    }
    return new DiagramGroup("group", nodes, edges);
  }

  @Property(tries = 500)
  void everyBoxIsOnThePaperAndNoTwoTouch(@ForAll("groups") DiagramGroup group) {
    Layout layout = Layout.of(group);
    assertEquals(group.nodes().size(), layout.boxes().size());
    for (Layout.Box box : layout.boxes()) {
      assertTrue(box.x() >= 0 && box.right() <= layout.width(), box::toString);
      assertTrue(box.y() >= 0 && box.y() + box.height() <= layout.height(), box::toString);
      for (Layout.Box other : layout.boxes()) {
        boolean apart =
            box.right() <= other.x()
                || other.right() <= box.x()
                || box.y() + box.height() <= other.y()
                || other.y() + other.height() <= box.y();
        assertTrue(box.equals(other) || apart, () -> box + " and " + other);
      }
    }
  }

  @Property(tries = 500)
  void arrowsRunToTheRightAndBehindNoBox(@ForAll("groups") DiagramGroup group) {
    Layout layout = Layout.of(group);
    for (int i = 0; i < group.edges().size(); i++) {
      int x = layout.box(group.edges().get(i).from()).right();
      for (Layout.Lane lane : layout.lanes(i)) {
        assertTrue(x < lane.left() && lane.left() <= lane.right(), lane::toString);
        x = lane.right();
        for (Layout.Box box : layout.boxes()) {
          boolean across = lane.left() < box.right() && box.x() < lane.right();
          boolean behind = box.y() <= lane.middle() && lane.middle() <= box.y() + box.height();
          assertTrue(!across || !behind, () -> lane + " and " + box);
        }
      }
      assertTrue(x < layout.box(group.edges().get(i).to()).x());
    }
  }
}
