// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.graph;

import java.util.List;

/**
 * A picture.
 *
 * @param title what it shows
 * @param groups its parts, which no arrow connects
 */
public record Diagram(String title, List<DiagramGroup> groups) {

  /** Copies the groups. */
  public Diagram {
    groups = List.copyOf(groups);
  }
}
