// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.graph;

import java.util.List;

/**
 * A box.
 *
 * @param id what arrows call it
 * @param layer how far from the start it stands, from 0 on
 * @param kind what becomes of packets there
 * @param title its first line
 * @param subtitle its second line; may be empty
 * @param rules what happens there, in order
 */
public record DiagramNode(
    String id, int layer, NodeKind kind, String title, String subtitle, List<DiagramRule> rules) {

  /** Copies the rules. */
  public DiagramNode {
    rules = List.copyOf(rules);
  }
}
