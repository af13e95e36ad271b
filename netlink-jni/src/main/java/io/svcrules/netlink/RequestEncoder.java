// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/**
 * Something that writes one message for each item.
 *
 * @param <T> what the messages are about
 */
@FunctionalInterface
public interface RequestEncoder<T> {

  /** Writes the message of an item, from {@link MessageWriter#begin} to its end. */
  void write(MessageWriter out, T item);
}
