// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import java.util.Optional;

/**
 * A network: an address with its host bits cleared, and a prefix length. Order: by network address,
 * then the wider network first.
 *
 * @param network the network address; host bits given to the constructor are cleared
 * @param prefixLength the number of leading bits that count: 0 to 32, or 0 to 128
 */
public record Cidr(IpAddress network, int prefixLength) implements Comparable<Cidr> {

  /** Clears the host bits. */
  public Cidr {
    int bits = network.family().bits();
    if (prefixLength < 0 || prefixLength > bits) {
      throw new IllegalArgumentException(
          "prefix length " + prefixLength + " is not within 0 to " + bits);
    }
    network = mask(network, prefixLength);
  }

  /** The network of exactly one address. */
  public static Cidr of(IpAddress address) {
    return new Cidr(address, address.family().bits());
  }

  /**
   * Reads {@code address/length}; the address as {@link IpAddress#parse} does.
   *
   * @throws IllegalArgumentException if the text is no network
   */
  public static Cidr parse(String text) {
    return tryParse(text)
        .orElseThrow(() -> new IllegalArgumentException("not a CIDR: \"" + text + "\""));
  }

  /** Reads {@code address/length}; empty if the text is no network. */
  public static Optional<Cidr> tryParse(String text) {
    int slash = text.indexOf('/');
    int digits = text.length() - slash - 1;
    if (slash < 0 || digits < 1 || digits > 3) {
      return Optional.empty();
    }
    int length = 0;
    for (int i = slash + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return Optional.empty();
      }
      length = length * 10 + c - '0';
    }
    int prefixLength = length;
    return IpAddress.tryParse(text.substring(0, slash))
        .filter(address -> prefixLength <= address.family().bits())
        .map(address -> new Cidr(address, prefixLength));
  }

  /** The family of the network. */
  public IpFamily family() {
    return network.family();
  }

  /** Whether the address is of this network; never true across families. */
  public boolean contains(IpAddress address) {
    return address.family() == network.family() && mask(address, prefixLength).equals(network);
  }

  /** Whether the network is a single address. */
  public boolean isSingleAddress() {
    return prefixLength == network.family().bits();
  }

  /** Whether the network is the whole family: 0.0.0.0/0 or ::/0. */
  public boolean isEverything() {
    return prefixLength == 0;
  }

  /** Appends {@code address/length}, the length always. */
  public void appendTo(StringBuilder out) {
    network.appendTo(out);
    out.append('/').append(prefixLength);
  }

  private static IpAddress mask(IpAddress address, int prefixLength) {
    if (prefixLength == address.family().bits()) {
      return address;
    }
    if (address.family() == IpFamily.IPV4) {
      return new IpAddress(IpFamily.IPV4, 0, address.low() & leading(prefixLength + 32));
    }
    return IpAddress.ofIpv6(
        address.high() & leading(Math.min(prefixLength, 64)),
        address.low() & leading(Math.max(prefixLength - 64, 0)));
  }

  /** A long whose leading bits are set: 0 to 64 of them. */
  private static long leading(int count) {
    return count == 0 ? 0 : -1L << (64 - count);
  }

  @Override
  public int compareTo(Cidr other) {
    int byNetwork = network.compareTo(other.network);
    return byNetwork != 0 ? byNetwork : Integer.compare(prefixLength, other.prefixLength);
  }

  /** {@code address/length}. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(43);
    appendTo(out);
    return out.toString();
  }
}
