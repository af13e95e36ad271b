// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs;

import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;

/**
 * What packets a virtual server takes: those to an address and port, or those with a mark. Order:
 * addresses before marks, TCP, UDP, SCTP, then address and port.
 */
public sealed interface VirtualServerKey extends Comparable<VirtualServerKey> {

  /** The family of the packets. */
  IpFamily family();

  /** Appends the words that name the virtual server on the command line of ipvsadm. */
  void appendTo(StringBuilder out);

  /**
   * Packets to an address and port.
   *
   * @param protocol the transport protocol
   * @param address the destination address
   * @param port the destination port: 1 to 65535, or 0 for every port of a persistent server
   */
  record Address(Protocol protocol, IpAddress address, int port) implements VirtualServerKey {

    @Override
    public IpFamily family() {
      return address.family();
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append(
          switch (protocol) {
            case TCP -> "-t ";
            case UDP -> "-u ";
            case SCTP -> "--sctp-service ";
          });
      new RealServerKey(address, port).appendTo(out);
    }

    @Override
    public int compareTo(VirtualServerKey other) {
      if (!(other instanceof Address that)) {
        return -1;
      }
      int byProtocol = protocol.compareTo(that.protocol);
      if (byProtocol != 0) {
        return byProtocol;
      }
      int byAddress = address.compareTo(that.address);
      return byAddress != 0 ? byAddress : Integer.compare(port, that.port);
    }

    /** The words of ipvsadm. */
    @Override
    public String toString() {
      return text(this);
    }
  }

  /**
   * Packets that bear a mark; svcrules makes no such virtual server, but others do.
   *
   * @param family the family of the packets
   * @param mark 32 bits unsigned, not 0
   */
  record Mark(IpFamily family, int mark) implements VirtualServerKey {

    @Override
    public void appendTo(StringBuilder out) {
      out.append("-f ").append(Integer.toUnsignedString(mark));
      if (family == IpFamily.IPV6) {
        out.append(" -6");
      }
    }

    @Override
    public int compareTo(VirtualServerKey other) {
      if (!(other instanceof Mark that)) {
        return 1;
      }
      int byFamily = family.compareTo(that.family);
      return byFamily != 0 ? byFamily : Integer.compareUnsigned(mark, that.mark);
    }

    /** The words of ipvsadm. */
    @Override
    public String toString() {
      return text(this);
    }
  }

  private static String text(VirtualServerKey key) {
    StringBuilder out = new StringBuilder(64);
    key.appendTo(out);
    return out.toString();
  }
}
