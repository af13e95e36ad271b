// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.iptables.PacketSide;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Protocol;
import java.util.Optional;

/**
 * A packet at one point of its way.
 *
 * @param protocol the transport protocol
 * @param source where it says it comes from
 * @param sourcePort the port there
 * @param destination where it goes
 * @param destinationPort the port there
 * @param mark the mark that rules gave it, 32 bits unsigned
 * @param in the device it came in by
 * @param way where it will leave; by {@link Device#NONE} before routing
 * @param tracked whether connection tracking knows it; if not, no address is rewritten
 * @param sourceChange what became of the source address
 * @param destinationChange what became of the destination address
 * @param server the virtual server that chose the destination, if one did
 */
public record Packet(
    Protocol protocol,
    IpAddress source,
    int sourcePort,
    IpAddress destination,
    int destinationPort,
    int mark,
    Device in,
    Way way,
    boolean tracked,
    Rewrite sourceChange,
    Rewrite destinationChange,
    Optional<Server> server) {

  /**
   * A virtual server.
   *
   * @param address its address
   * @param port its port
   */
  public record Server(IpAddress address, int port) {}

  /** What became of an address. */
  public enum Rewrite {
    /** No rule has been asked yet. */
    OPEN,
    /** It stays: rules were asked, and are not asked again for this connection. */
    SETTLED,
    /** It was rewritten. */
    DONE
  }

  /** The packet as it enters. */
  static Packet of(Probe probe) {
    return new Packet(
        probe.protocol(),
        probe.source(),
        probe.sourcePort(),
        probe.destination(),
        probe.destinationPort(),
        0,
        probe.in(),
        Way.NONE,
        true,
        Rewrite.OPEN,
        Rewrite.OPEN,
        Optional.empty());
  }

  /** The device it will leave by; {@link Device#NONE} before routing. */
  public Device out() {
    return way.device();
  }

  /** The address of a side. */
  public IpAddress address(PacketSide side) {
    return side == PacketSide.SOURCE ? source : destination;
  }

  /** The port of a side. */
  public int port(PacketSide side) {
    return side == PacketSide.SOURCE ? sourcePort : destinationPort;
  }

  Packet withMark(int value) {
    return new Packet(
        protocol,
        source,
        sourcePort,
        destination,
        destinationPort,
        value,
        in,
        way,
        tracked,
        sourceChange,
        destinationChange,
        server);
  }

  Packet onWay(Device newIn, Way newWay) {
    return new Packet(
        protocol,
        source,
        sourcePort,
        destination,
        destinationPort,
        mark,
        newIn,
        newWay,
        tracked,
        sourceChange,
        destinationChange,
        server);
  }

  Packet untracked() {
    return new Packet(
        protocol,
        source,
        sourcePort,
        destination,
        destinationPort,
        mark,
        in,
        way,
        false,
        sourceChange,
        destinationChange,
        server);
  }

  Packet withSource(IpAddress address, Rewrite change) {
    return new Packet(
        protocol,
        address,
        sourcePort,
        destination,
        destinationPort,
        mark,
        in,
        way,
        tracked,
        change,
        destinationChange,
        server);
  }

  Packet withDestination(IpAddress address, int port, Rewrite change) {
    return new Packet(
        protocol,
        source,
        sourcePort,
        address,
        port,
        mark,
        in,
        way,
        tracked,
        sourceChange,
        change,
        server);
  }

  /**
   * This packet as a virtual server sends it on: connection tracking does not count that as NAT.
   */
  Packet balanced(IpAddress address, int port) {
    return new Packet(
        protocol,
        source,
        sourcePort,
        address,
        port,
        mark,
        in,
        way,
        tracked,
        sourceChange,
        Rewrite.SETTLED,
        Optional.of(new Server(destination, destinationPort)));
  }

  /** Whether its destination is not the one the client asked for. */
  boolean isRedirected() {
    return destinationChange == Rewrite.DONE || server.isPresent();
  }
}
