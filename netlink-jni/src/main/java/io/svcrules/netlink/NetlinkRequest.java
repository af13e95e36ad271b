// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/** Something that writes exactly one message. */
@FunctionalInterface
public interface NetlinkRequest {

  /** Writes the message, from {@link MessageWriter#begin} to {@link MessageWriter#end}. */
  void writeTo(MessageWriter out);
}
