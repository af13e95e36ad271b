// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipset;

import io.svcrules.netlink.MalformedMessageException;

/** A kind of set: what its entries consist of. */
public enum IpsetType {
  /** Addresses. */
  HASH_IP("hash:ip"),
  /** An address, a protocol and a port. */
  HASH_IP_PORT("hash:ip,port"),
  /** An address, a protocol, a port, and a second address. */
  HASH_IP_PORT_IP("hash:ip,port,ip"),
  /** An address, a protocol, a port, and a network. */
  HASH_IP_PORT_NET("hash:ip,port,net"),
  /** Ports of a range. */
  BITMAP_PORT("bitmap:port");

  private final String text;

  IpsetType(String text) {
    this.text = text;
  }

  /** Whether its entries have addresses, all of one family. */
  public boolean hasFamily() {
    return this != BITMAP_PORT;
  }

  /** The kernel's name ({@code IPSET_ATTR_TYPENAME}), which is also that of {@code ipset}. */
  @Override
  public String toString() {
    return text;
  }

  /**
   * The type of a name.
   *
   * @throws MalformedMessageException if there is none here
   */
  public static IpsetType of(String text) {
    for (IpsetType type : values()) {
      if (type.text.equals(text)) {
        return type;
      }
    }
    throw new MalformedMessageException("ipset type " + text);
  }
}
