// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/**
 * Answers that were lost because the receive buffer was full ({@code ENOBUFS}, {@code
 * NLMSG_OVERRUN}) or too small for one of them; whether the kernel did what was asked is not known.
 */
public final class ReceiveOverrunException extends NetlinkException {

  private static final long serialVersionUID = 1L;

  /** With what was lost. */
  public ReceiveOverrunException(String message) {
    super(message);
  }
}
