// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

/** A table that holds what iptables cannot express, or has not made itself. */
public final class IncompatibleTableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what there is to say about it. */
  public IncompatibleTableException(String message) {
    super(message);
  }
}
