// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

/**
 * One element of Service {@code spec.ports}.
 *
 * @param name empty if the Service has a single, unnamed port
 * @param protocol the transport protocol
 * @param port the port of the service addresses: 1 to 65535
 * @param nodePort the port of the node addresses: 1 to 65535, or 0 for none
 * @param targetPort a number or the name of a container port; empty if the field is absent. It
 *     takes no part in the rules: EndpointSlices carry resolved ports
 */
public record ServicePort(
    String name, Protocol protocol, int port, int nodePort, String targetPort) {

  /** Refuses ports out of range. */
  public ServicePort {
    Ports.check("port", port, 1);
    Ports.check("nodePort", nodePort, 0);
  }

  /** A port without node port. */
  public static ServicePort of(String name, Protocol protocol, int port) {
    return new ServicePort(name, protocol, port, 0, "");
  }

  /** This port with another node port. */
  public ServicePort withNodePort(int newNodePort) {
    return new ServicePort(name, protocol, port, newNodePort, targetPort);
  }
}
