// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs;

import java.util.Optional;

/** A type of ipset that svcrules uses. */
public enum IpSetType {
  /** Addresses. */
  HASH_IP("hash:ip"),
  /** Addresses with protocol and port. */
  HASH_IP_PORT("hash:ip,port"),
  /** Addresses with protocol and port, and further addresses. */
  HASH_IP_PORT_IP("hash:ip,port,ip"),
  /** Addresses with protocol and port, and networks. */
  HASH_IP_PORT_NET("hash:ip,port,net"),
  /** Ports of a protocol that the rule names; of no family. */
  BITMAP_PORT("bitmap:port");

  private final String text;

  IpSetType(String text) {
    this.text = text;
  }

  /** The name ipset knows it by. */
  public String text() {
    return text;
  }

  /** The type of that name. */
  public static Optional<IpSetType> named(String name) {
    for (IpSetType type : values()) {
      if (type.text.equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
