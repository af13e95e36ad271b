// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

/** A change that one table refuses. */
final class TableRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RestoreException.Reason reason;
  private final String chain;

  TableRefusal(RestoreException.Reason reason, String chain) {
    super(chain + ": " + reason.text());
    this.reason = reason;
    this.chain = chain;
  }

  RestoreException.Reason reason() {
    return reason;
  }

  String chain() {
    return chain;
  }
}
