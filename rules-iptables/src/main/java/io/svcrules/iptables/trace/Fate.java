// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

/** What becomes of a packet in the end. */
public enum Fate {
  /** It reaches another address than it was sent to: an endpoint. */
  DELIVERED("delivered"),
  /** It stays on the node under its own address: for a process that listens there, if one does. */
  LOCAL("left to the node"),
  /** It leaves the node under its own address, wherever that leads. */
  PASSED("passed on"),
  /** It is discarded, and its sender is told. */
  REJECTED("rejected"),
  /** It is discarded. */
  DROPPED("dropped"),
  /** A rule does with it what cannot be followed. */
  UNDECIDED("undecided");

  private final String text;

  Fate(String text) {
    this.text = text;
  }

  /** The word for people and for JSON. */
  public String text() {
    return text;
  }
}
