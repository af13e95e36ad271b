// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.flow;

/** The kernel's flows could not be read or deleted. */
public final class FlowTableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure in the words of the kernel. */
  public FlowTableException(String message, Throwable cause) {
    super(message, cause);
  }
}
