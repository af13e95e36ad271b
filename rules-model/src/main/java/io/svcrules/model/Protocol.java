// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import java.util.Optional;

/** A transport protocol of a service port. */
public enum Protocol {
  /** Transmission Control Protocol. */
  TCP("tcp", 6),
  /** User Datagram Protocol. */
  UDP("udp", 17),
  /** Stream Control Transmission Protocol. */
  SCTP("sctp", 132);

  private final String lowerCase;
  private final int number;

  Protocol(String lowerCase, int number) {
    this.lowerCase = lowerCase;
    this.number = number;
  }

  /** The name as iptables spells it: {@code tcp}, {@code udp}, {@code sctp}. */
  public String lowerCase() {
    return lowerCase;
  }

  /** The protocol number of the IP header (linux/in.h IPPROTO_TCP, IPPROTO_UDP, IPPROTO_SCTP). */
  public int number() {
    return number;
  }

  /** The protocol of a Kubernetes {@code protocol} field, spelled in upper case. */
  public static Optional<Protocol> ofKubernetes(String name) {
    for (Protocol protocol : values()) {
      if (protocol.name().equals(name)) {
        return Optional.of(protocol);
      }
    }
    return Optional.empty();
  }
}
