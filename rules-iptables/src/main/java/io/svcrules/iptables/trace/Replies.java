// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

/** Where the answers of an endpoint go. */
public enum Replies {
  /** To the node, which sends them on to the client. */
  TO_NODE("to this node, which rewrites them for the client"),
  /** To the client's own address; they have to come by this node. */
  TO_CLIENT("to the client's own address; this node must lie on that way"),
  /** To itself: the endpoint is the client, and does not know its own answer. */
  LOST("nowhere: the endpoint sees its own address as the client's"),
  /** There are none. */
  NONE("none");

  private final String text;

  Replies(String text) {
    this.text = text;
  }

  /** What it means, for people. */
  public String text() {
    return text;
  }
}
