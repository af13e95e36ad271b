// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

/**
 * The identity of one port of one Service. Order: namespace, name, port name, protocol.
 *
 * @param service the Service
 * @param port {@code spec.ports[].name}; empty for the only port of a Service
 * @param protocol {@code spec.ports[].protocol}; two ports may differ in it alone
 */
public record ServicePortName(NamespacedName service, String port, Protocol protocol)
    implements Comparable<ServicePortName> {
  @Override
  public int compareTo(ServicePortName other) {
    int byService = service.compareTo(other.service);
    int byPort = byService != 0 ? byService : port.compareTo(other.port);
    return byPort != 0 ? byPort : protocol.compareTo(other.protocol);
  }

  /** {@code namespace/name}, or {@code namespace/name:port}; the protocol does not show. */
  @Override
  public String toString() {
    return port.isEmpty() ? service.toString() : service.toString() + ':' + port;
  }
}
