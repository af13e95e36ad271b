// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/**
 * A socket that is only there to ask the kernel by {@code getsockopt(2)} and to tell it by {@code
 * setsockopt(2)}, at the level of one protocol family.
 *
 * <p>Used by one thread at a time. {@link #close} may be called more than once.
 */
public interface OptionSocket extends AutoCloseable {

  /** Memory for the values of options. */
  OptionMemory allocate(int bytes);

  /**
   * Asks for an option; the value may hold what is asked for.
   *
   * @param at where the value begins in the memory
   * @param length how many bytes the value has
   * @throws NetlinkSocketException if the system refuses
   */
  void get(int option, OptionMemory memory, int at, int length);

  /**
   * Sets an option.
   *
   * @param at where the value begins in the memory
   * @param length how many bytes the value has
   * @throws NetlinkSocketException if the system refuses
   */
  void set(int option, OptionMemory memory, int at, int length);

  @Override
  void close();
}
