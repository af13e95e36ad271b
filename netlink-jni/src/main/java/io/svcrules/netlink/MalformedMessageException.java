// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/** Bytes that are no message of the kind expected. */
public final class MalformedMessageException extends NetlinkException {

  private static final long serialVersionUID = 1L;

  /** With what is wrong with them. */
  public MalformedMessageException(String message) {
    super(message);
  }
}
