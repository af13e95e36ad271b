// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.scripted;

import io.svcrules.netlink.OptionMemory;
import io.svcrules.netlink.OptionSocket;

/** A socket whose kernel is a script for each option that is asked for or set. */
public final class ScriptedOptionSocket implements OptionSocket {

  /** A part of the kernel; throws to refuse. */
  @FunctionalInterface
  public interface Script {
    /**
     * Reads and writes the value of an option.
     *
     * @param option its number
     * @param at where the value begins in the memory
     * @param length how many bytes it has
     */
    void run(int option, OptionMemory memory, int at, int length);
  }

  private final Script getting;
  private final Script setting;
  private boolean closed;

  /** A socket to the kernel that the two scripts play. */
  public ScriptedOptionSocket(Script getting, Script setting) {
    this.getting = getting;
    this.setting = setting;
  }

  /** Whether it was closed. */
  public boolean isClosed() {
    return closed;
  }

  @Override
  public OptionMemory allocate(int bytes) {
    return new HeapOptionMemory(bytes);
  }

  @Override
  public void get(int option, OptionMemory memory, int at, int length) {
    requireOpen();
    getting.run(option, memory, at, length);
  }

  @Override
  public void set(int option, OptionMemory memory, int at, int length) {
    requireOpen();
    setting.run(option, memory, at, length);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the socket is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
