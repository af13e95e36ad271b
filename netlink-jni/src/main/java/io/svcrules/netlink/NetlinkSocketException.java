// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/** A system call on a socket that failed. */
public final class NetlinkSocketException extends NetlinkException {

  private static final long serialVersionUID = 1L;

  private final int errno;

  /**
   * With the call and its error.
   *
   * @param call the call, for people: {@code bind(2)}
   * @param errno the error number, positive
   */
  public NetlinkSocketException(String call, int errno) {
    super(call + ": " + Errno.describe(errno));
    this.errno = errno;
  }

  /** The error number, positive. */
  public int errno() {
    return errno;
  }
}
