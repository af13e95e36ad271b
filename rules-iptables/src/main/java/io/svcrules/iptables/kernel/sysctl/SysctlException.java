// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.sysctl;

/** A setting that cannot be read, changed or remembered. */
public final class SysctlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure; the message names the setting or the file. */
  public SysctlException(String message, Throwable cause) {
    super(message, cause);
  }
}
