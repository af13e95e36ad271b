// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.graph;

/**
 * An arrow.
 *
 * @param from the id of a box
 * @param to the id of another one
 * @param label who goes this way, or what share of them; may be empty
 * @param refusal whether what goes this way is refused
 */
public record DiagramEdge(String from, String to, String label, boolean refusal) {}
