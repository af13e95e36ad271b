// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.model.IpAddress;
import java.util.Optional;

/**
 * An address, and a port if one is named.
 *
 * @param address the address
 * @param port 1 to 65535; 0 if none is named
 */
public record AddressAndPort(IpAddress address, int port) {

  /** Reads {@code IP}, {@code IP:PORT} and {@code [IP]:PORT}; empty if the text is none of them. */
  public static Optional<AddressAndPort> tryParse(String text) {
    Optional<IpAddress> plain = IpAddress.tryParse(text);
    if (plain.isPresent()) {
      return Optional.of(new AddressAndPort(plain.get(), 0));
    }
    int colon = text.lastIndexOf(':');
    int port = colon < 0 ? 0 : port(text.substring(colon + 1));
    if (port == 0) {
      return Optional.empty();
    }
    String host = text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    return IpAddress.tryParse(bracketed ? host.substring(1, host.length() - 1) : host)
        .map(address -> new AddressAndPort(address, port));
  }

  /** A port from 1 to 65535; 0 if the text is none. */
  static int port(String text) {
    boolean digits =
        !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    int port = digits ? Integer.parseInt(text) : 0;
    return port <= 65535 ? port : 0;
  }
}
