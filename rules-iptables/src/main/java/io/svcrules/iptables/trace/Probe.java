// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.model.IpAddress;
import io.svcrules.model.Protocol;

/**
 * The first packet of a connection, as its client sends it.
 *
 * @param protocol the transport protocol
 * @param source the address of the client
 * @param sourcePort its port: 1 to 65535
 * @param destination the address it asks
 * @param destinationPort the port it asks: 1 to 65535
 * @param origin where the packet enters the node
 * @param in the device it comes in by; {@link Device#NONE} for a packet of the node itself
 */
public record Probe(
    Protocol protocol,
    IpAddress source,
    int sourcePort,
    IpAddress destination,
    int destinationPort,
    Origin origin,
    Device in) {
  /** A port that Linux gives clients by default (net.ipv4.ip_local_port_range starts at 32768). */
  public static final int USUAL_SOURCE_PORT = 40000;

  /** Refuses addresses of two families and ports out of range. */
  public Probe {
    if (source.family() != destination.family()) {
      throw new IllegalArgumentException(source + " and " + destination + " are of two families");
    }
    if (sourcePort < 1 || sourcePort > 65535 || destinationPort < 1 || destinationPort > 65535) {
      throw new IllegalArgumentException("a port is not within 1 to 65535");
    }
  }

  /** A packet of a process on the node. */
  public static Probe ofNode(
      Protocol protocol, IpAddress source, IpAddress destination, int destinationPort) {
    return new Probe(
        protocol,
        source,
        USUAL_SOURCE_PORT,
        destination,
        destinationPort,
        Origin.LOCAL,
        Device.NONE);
  }

  /** A packet that comes in by a device. */
  public static Probe received(
      Protocol protocol, IpAddress source, IpAddress destination, int destinationPort, Device in) {
    return new Probe(
        protocol, source, USUAL_SOURCE_PORT, destination, destinationPort, Origin.RECEIVED, in);
  }
}
