// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

/** A rule that has no encoding here: one of a foreign kind, or one that iptables would refuse. */
public final class UnsupportedRuleException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** With the rule, or the part of it. */
  public UnsupportedRuleException(String message) {
    super(message);
  }
}
