// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

/** What happens to packets at the end of a chain. */
public enum ChainPolicy {
  /** Back to the rule that jumped here: every chain but the built-in ones. */
  NONE("-"),
  /** Accepted. */
  ACCEPT("ACCEPT"),
  /** Dropped. */
  DROP("DROP");

  private final String text;

  ChainPolicy(String text) {
    this.text = text;
  }

  /** The word on the chain's line of iptables-save. */
  public String text() {
    return text;
  }
}
