// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a node tells of itself. Not in any object, so empty unless svcrules runs on the node.
 *
 * @param listening the ports that processes listen on
 * @param ephemeral sysctl {@code net.ipv4.ip_local_port_range}, which holds for IPv6, too
 * @param reserved sysctl {@code net.ipv4.ip_local_reserved_ports}: never taken from that range
 * @param recentEntries how many addresses one list of xt_recent holds: its parameter {@code
 *     ip_list_tot}
 */
public record NodeFacts(
    Set<ListeningSocket> listening,
    Optional<PortRange> ephemeral,
    Set<PortRange> reserved,
    OptionalInt recentEntries) {
  /** Nothing is known. */
  public static final NodeFacts NONE =
      new NodeFacts(Set.of(), Optional.empty(), Set.of(), OptionalInt.empty());

  /** Copies the sets. */
  public NodeFacts {
    listening = Set.copyOf(listening);
    reserved = Set.copyOf(reserved);
  }
}
