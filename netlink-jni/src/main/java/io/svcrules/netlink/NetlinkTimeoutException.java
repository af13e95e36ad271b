// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/** No answer came in time; whether the kernel did what was asked is not known. */
public final class NetlinkTimeoutException extends NetlinkException {

  private static final long serialVersionUID = 1L;

  /** With what was waited for. */
  public NetlinkTimeoutException(String message) {
    super(message);
  }
}
