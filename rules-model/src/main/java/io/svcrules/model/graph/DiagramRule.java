// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.graph;

/**
 * A rule and why it is there.
 *
 * @param text the rule, as its program prints it
 * @param reason why it is there
 */
public record DiagramRule(String text, String reason) {}
