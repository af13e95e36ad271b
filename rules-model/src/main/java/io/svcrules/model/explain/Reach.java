// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.explain;

/**
 * What clients of one origin get at an address of a Service.
 *
 * @param from where the clients are
 * @param delivery what becomes of their connections
 * @param masqueraded whether endpoints see an address of the node instead of the client's; those
 *     that reach themselves always do
 */
public record Reach(Origin from, Delivery delivery, boolean masqueraded) {}
