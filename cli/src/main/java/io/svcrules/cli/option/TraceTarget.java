// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import io.svcrules.model.NamespacedName;
import io.svcrules.model.Protocol;
import java.util.Optional;

/**
 * {@code --to}: whom the packet asks.
 *
 * @param address an address and port; empty for a node port or a service
 * @param nodePort a port of the node: 1 to 65535; 0 for an address or a service
 * @param service a service; empty for an address or a node port
 * @param servicePort the name or number of one of its ports; empty for all
 * @param protocol the transport protocol, if said
 */
public record TraceTarget(
    Optional<AddressAndPort> address,
    int nodePort,
    Optional<NamespacedName> service,
    String servicePort,
    Optional<Protocol> protocol) {
  private static final String NODE_PORT = "nodeport:";

  /**
   * Reads the value of the option.
   *
   * @throws IllegalArgumentException if it names no target
   */
  public static TraceTarget parse(String text) {
    Optional<Protocol> protocol = protocol(text.substring(text.lastIndexOf('/') + 1));
    String rest = protocol.isPresent() ? text.substring(0, text.lastIndexOf('/')) : text;
    Optional<AddressAndPort> address = AddressAndPort.tryParse(rest).filter(a -> a.port() != 0);
    if (address.isPresent()) {
      return new TraceTarget(address, 0, Optional.empty(), "", protocol);
    }
    if (rest.startsWith(NODE_PORT)) {
      int port = AddressAndPort.port(rest.substring(NODE_PORT.length()));
      if (port != 0) {
        return new TraceTarget(Optional.empty(), port, Optional.empty(), "", protocol);
      }
    }
    // A service may be called tcp, but not if it is followed by a port.
    return service(rest.indexOf('/') < 0 ? text : rest, protocol)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "found \""
                        + text
                        + "\", expected IP:PORT[/PROTOCOL], NAMESPACE/SERVICE[:PORT] or"
                        + " nodeport:PORT[/PROTOCOL]; ports are 1 to 65535, protocols tcp, udp and"
                        + " sctp"));
  }

  private static Optional<Protocol> protocol(String word) {
    for (Protocol protocol : Protocol.values()) {
      if (protocol.lowerCase().equals(word)) {
        return Optional.of(protocol);
      }
    }
    return Optional.empty();
  }

  private static Optional<TraceTarget> service(String text, Optional<Protocol> protocol) {
    int slash = text.indexOf('/');
    int colon = text.indexOf(':');
    int end = colon < 0 ? text.length() : colon;
    if (slash < 1
        || end <= slash + 1
        || text.indexOf('/', slash + 1) >= 0
        || colon == text.length() - 1) {
      return Optional.empty();
    }
    NamespacedName name =
        new NamespacedName(text.substring(0, slash), text.substring(slash + 1, end));
    String port = colon < 0 ? "" : text.substring(colon + 1);
    boolean named =
        text.substring(slash + 1, end).equals(protocol.map(Protocol::lowerCase).orElse(""));
    return Optional.of(
        new TraceTarget(
            Optional.empty(), 0, Optional.of(name), port, named ? Optional.empty() : protocol));
  }
}
