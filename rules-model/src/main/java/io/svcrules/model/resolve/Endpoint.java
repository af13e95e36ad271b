// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import io.svcrules.model.EndpointConditions;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.Optional;

/**
 * An address and port that may serve a service port, seen from one node.
 *
 * @param address its address
 * @param port its port: 1 to 65535
 * @param conditions whether it may get traffic
 * @param nodeName the node it runs on
 * @param local whether that is the node whose rules are made
 * @param zoneHints the zones it is meant for, sorted; empty: no hint
 * @param nodeHints the nodes it is meant for, sorted; empty: no hint
 */
public record Endpoint(
    IpAddress address,
    int port,
    EndpointConditions conditions,
    Optional<String> nodeName,
    boolean local,
    List<String> zoneHints,
    List<String> nodeHints) {

  /** Copies the hints. */
  public Endpoint {
    zoneHints = List.copyOf(zoneHints);
    nodeHints = List.copyOf(nodeHints);
  }

  /** Whether it gets traffic in normal times. */
  public boolean ready() {
    return conditions.ready();
  }

  /** Whether it gets traffic when no ready endpoint is left. */
  public boolean servingTerminating() {
    return conditions.servingTerminating();
  }

  /** Whether another has the same address and port, which is the identity in a service port. */
  boolean hasAddressOf(Endpoint other) {
    return port == other.port && address.equals(other.address);
  }

  /** Appends {@code ip:port}, or {@code [ip]:port} for IPv6. */
  public void appendTo(StringBuilder out) {
    if (address.family() == IpFamily.IPV4) {
      address.appendTo(out);
    } else {
      out.append('[');
      address.appendTo(out);
      out.append(']');
    }
    out.append(':').append(port);
  }

  // Spelled out, as what a record gets for nothing is put together when it is first asked for.
  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Endpoint that && isSame(that));
  }

  private boolean isSame(Endpoint that) {
    return address.equals(that.address)
        && port == that.port
        && conditions.equals(that.conditions)
        && nodeName.equals(that.nodeName)
        && local == that.local
        && zoneHints.equals(that.zoneHints)
        && nodeHints.equals(that.nodeHints);
  }

  @Override
  public int hashCode() {
    return 31 * address.hashCode() + port;
  }

  /** {@code ip:port}, or {@code [ip]:port} for IPv6: the identity within a service port. */
  public String text() {
    StringBuilder out = new StringBuilder(47);
    appendTo(out);
    return out.toString();
  }
}
