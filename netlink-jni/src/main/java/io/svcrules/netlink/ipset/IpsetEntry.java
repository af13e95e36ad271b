// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipset;

import io.svcrules.netlink.InetAddr;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An entry of a set; which parts it has is the set's type.
 *
 * @param address its first address
 * @param protocol {@code IPPROTO_…} of its port, where there is an address too; else 0
 * @param port 0 to 65535; empty for types without
 * @param second its second address or the network's
 * @param prefixLength the length of the network's prefix in bits, 1 to 32 or 128; 0 for types
 *     without a network
 * @param timeoutSeconds how long it has left, 0 for ever; empty in sets without life times
 * @param comment for people, at most 255 bytes; empty if there is none
 */
public record IpsetEntry(
    Optional<InetAddr> address,
    int protocol,
    OptionalInt port,
    Optional<InetAddr> second,
    int prefixLength,
    OptionalInt timeoutSeconds,
    String comment) {

  /** An entry of {@code hash:ip}. */
  public static IpsetEntry ip(InetAddr address) {
    return new IpsetEntry(
        Optional.of(address), 0, OptionalInt.empty(), Optional.empty(), 0, OptionalInt.empty(), "");
  }

  /** An entry of {@code hash:ip,port}. */
  public static IpsetEntry ipPort(InetAddr address, int protocol, int port) {
    return new IpsetEntry(
        Optional.of(address),
        protocol,
        OptionalInt.of(port),
        Optional.empty(),
        0,
        OptionalInt.empty(),
        "");
  }

  /** An entry of {@code hash:ip,port,ip}. */
  public static IpsetEntry ipPortIp(InetAddr address, int protocol, int port, InetAddr second) {
    return new IpsetEntry(
        Optional.of(address),
        protocol,
        OptionalInt.of(port),
        Optional.of(second),
        0,
        OptionalInt.empty(),
        "");
  }

  /** An entry of {@code hash:ip,port,net}. */
  public static IpsetEntry ipPortNet(
      InetAddr address, int protocol, int port, InetAddr network, int prefixLength) {
    return new IpsetEntry(
        Optional.of(address),
        protocol,
        OptionalInt.of(port),
        Optional.of(network),
        prefixLength,
        OptionalInt.empty(),
        "");
  }

  /** An entry of {@code bitmap:port}. */
  public static IpsetEntry port(int port) {
    return new IpsetEntry(
        Optional.empty(), 0, OptionalInt.of(port), Optional.empty(), 0, OptionalInt.empty(), "");
  }

  /** The same with a comment. */
  public IpsetEntry withComment(String newComment) {
    return new IpsetEntry(
        address, protocol, port, second, prefixLength, timeoutSeconds, newComment);
  }

  /** The same with a life time. */
  public IpsetEntry withTimeout(int seconds) {
    return new IpsetEntry(
        address, protocol, port, second, prefixLength, OptionalInt.of(seconds), comment);
  }
}
