// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs;

import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Protocol;
import java.util.Comparator;

/** An element of an ipset. Order: by type, then the parts from left to right. */
public sealed interface IpSetEntry extends Comparable<IpSetEntry> {

  /** The type of the sets it may be in. */
  IpSetType type();

  /** Appends the element as {@code ipset save} prints it. */
  void appendTo(StringBuilder out);

  /** The order among entries of one type. */
  int compareSame(IpSetEntry other);

  @Override
  default int compareTo(IpSetEntry other) {
    int byType = type().compareTo(other.type());
    return byType != 0 ? byType : compareSame(other);
  }

  /** The element as {@code ipset save} prints it. */
  default String text() {
    StringBuilder out = new StringBuilder(64);
    appendTo(out);
    return out.toString();
  }

  /**
   * An address.
   *
   * @param address the address
   */
  record Ip(IpAddress address) implements IpSetEntry {
    @Override
    public IpSetType type() {
      return IpSetType.HASH_IP;
    }

    @Override
    public void appendTo(StringBuilder out) {
      address.appendTo(out);
    }

    @Override
    public int compareSame(IpSetEntry other) {
      return address.compareTo(((Ip) other).address);
    }
  }

  /**
   * An address, a protocol and a port.
   *
   * @param address the address
   * @param protocol the protocol
   * @param port 0 to 65535
   */
  record IpPort(IpAddress address, Protocol protocol, int port) implements IpSetEntry {
    private static final Comparator<IpPort> ORDER =
        Comparator.comparing(IpPort::address)
            .thenComparing(IpPort::protocol)
            .thenComparingInt(IpPort::port);

    @Override
    public IpSetType type() {
      return IpSetType.HASH_IP_PORT;
    }

    @Override
    public void appendTo(StringBuilder out) {
      address.appendTo(out);
      out.append(',').append(protocol.lowerCase()).append(':').append(port);
    }

    @Override
    public int compareSame(IpSetEntry other) {
      return ORDER.compare(this, (IpPort) other);
    }
  }

  /**
   * An address with protocol and port, and another address.
   *
   * @param first the address and port
   * @param second the other address
   */
  record IpPortIp(IpPort first, IpAddress second) implements IpSetEntry {
    private static final Comparator<IpPortIp> ORDER =
        Comparator.comparing(IpPortIp::first).thenComparing(IpPortIp::second);

    @Override
    public IpSetType type() {
      return IpSetType.HASH_IP_PORT_IP;
    }

    @Override
    public void appendTo(StringBuilder out) {
      first.appendTo(out);
      out.append(',');
      second.appendTo(out);
    }

    @Override
    public int compareSame(IpSetEntry other) {
      return ORDER.compare(this, (IpPortIp) other);
    }
  }

  /**
   * An address with protocol and port, and a network.
   *
   * @param first the address and port
   * @param network the network; not the whole family, which no element can be
   */
  record IpPortNet(IpPort first, Cidr network) implements IpSetEntry {
    private static final Comparator<IpPortNet> ORDER =
        Comparator.comparing(IpPortNet::first).thenComparing(IpPortNet::network);

    /** Refuses the whole family. */
    public IpPortNet {
      if (network.isEverything()) {
        throw new IllegalArgumentException("no element of an ipset can be " + network);
      }
    }

    @Override
    public IpSetType type() {
      return IpSetType.HASH_IP_PORT_NET;
    }

    @Override
    public void appendTo(StringBuilder out) {
      first.appendTo(out);
      out.append(',');
      if (network.isSingleAddress()) {
        network.network().appendTo(out);
      } else {
        network.appendTo(out);
      }
    }

    @Override
    public int compareSame(IpSetEntry other) {
      return ORDER.compare(this, (IpPortNet) other);
    }
  }

  /**
   * A port.
   *
   * @param port 0 to 65535
   */
  record Port(int port) implements IpSetEntry {
    @Override
    public IpSetType type() {
      return IpSetType.BITMAP_PORT;
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append(port);
    }

    @Override
    public int compareSame(IpSetEntry other) {
      return Integer.compare(port, ((Port) other).port);
    }
  }
}
