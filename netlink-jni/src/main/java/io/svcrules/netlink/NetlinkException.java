// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/** Something that went wrong with netlink; the only kind of exception that input can cause. */
public class NetlinkException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what went wrong. */
  public NetlinkException(String message) {
    super(message);
  }
}
