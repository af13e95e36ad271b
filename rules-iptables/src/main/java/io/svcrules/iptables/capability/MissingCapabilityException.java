// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.capability;

/** A node lacks something without which no service can be served. */
public final class MissingCapabilityException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Capability missing;

  /** With what is missing. */
  public MissingCapabilityException(Capability missing) {
    super(
        "this kernel, or its iptables, lacks "
            + missing.title()
            + ", without which no service can be served: "
            + missing.cost());
    this.missing = missing;
  }

  /** What is missing. */
  public Capability missing() {
    return missing;
  }
}
