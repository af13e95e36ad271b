// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

/**
 * One element of EndpointSlice {@code ports}.
 *
 * @param name the name that a service port must have; empty if unnamed
 * @param protocol the protocol that a service port must have
 * @param port 1 to 65535, or 0 if the field is absent ("all ports"), which gives no rules
 */
public record EndpointPort(String name, Protocol protocol, int port) {

  /** Refuses ports out of range. */
  public EndpointPort {
    Ports.check("port", port, 0);
  }
}
