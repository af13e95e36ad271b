// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import java.util.Optional;

/**
 * {@code --from}: who sends the packet.
 *
 * @param kind what it is
 * @param address its address and port; empty if only its kind is said
 */
public record TraceClient(Kind kind, Optional<AddressAndPort> address) {

  /** What a client is. */
  public enum Kind {
    /** A pod on the node. */
    POD("pod"),
    /** A process on the node. */
    NODE("node"),
    /** A process on the node that asks a loopback address. */
    LOCALHOST("localhost"),
    /** A machine outside the cluster. */
    OUTSIDE("outside"),
    /** Whoever has the address. */
    ADDRESS("");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The word on the command line; empty if an address stands there. */
    public String word() {
      return word;
    }
  }

  /**
   * Reads the value of the option.
   *
   * @throws IllegalArgumentException if it is none of the words and no address
   */
  public static TraceClient parse(String text) {
    for (Kind kind : Kind.values()) {
      if (!kind.word.isEmpty() && kind.word.equals(text)) {
        return new TraceClient(kind, Optional.empty());
      }
    }
    Optional<AddressAndPort> address = AddressAndPort.tryParse(text);
    if (address.isEmpty()) {
      throw new IllegalArgumentException(
          "found \""
              + text
              + "\", expected pod, node, localhost, outside or IP[:PORT]; ports are 1 to"
              + " 65535");
    }
    return new TraceClient(Kind.ADDRESS, address);
  }

  /** As on the command line. */
  @Override
  public String toString() {
    return address.map(a -> a.address().toString()).orElse(kind.word);
  }
}
