// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

/** A table that this kernel lays out in another way, or that is none of those known here. */
public final class IncompatibleLayoutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what there is to say about it. */
  public IncompatibleLayoutException(String message) {
    super(message);
  }
}
