// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

/** Rules that changed while they were read chain by chain. */
public final class ChangedRulesException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The exception. */
  public ChangedRulesException() {
    super("the rules changed while they were read");
  }
}
