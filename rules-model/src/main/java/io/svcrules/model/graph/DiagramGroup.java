// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.graph;

import java.util.List;

/**
 * A part of a picture: a service port.
 *
 * @param title what it shows
 * @param nodes its boxes; no two have one id
 * @param edges its arrows, between boxes of its own, from lower layers to higher ones
 */
public record DiagramGroup(String title, List<DiagramNode> nodes, List<DiagramEdge> edges) {

  /** Copies the lists. */
  public DiagramGroup {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }
}
