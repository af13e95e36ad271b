// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.netlink.OptionMemory;
import io.svcrules.netlink.OptionSocket;

/**
 * A socket by which something happens each time before an option is set.
 *
 * @param socket does the work
 * @param before what happens
 */
record SlowOptionSocket(OptionSocket socket, Runnable before) implements OptionSocket {

  @Override
  public OptionMemory allocate(int bytes) {
    return socket.allocate(bytes);
  }

  @Override
  public void get(int option, OptionMemory memory, int at, int length) {
    socket.get(option, memory, at, length);
  }

  @Override
  public void set(int option, OptionMemory memory, int at, int length) {
    before.run();
    socket.set(option, memory, at, length);
  }

  @Override
  public void close() {
    socket.close();
  }
}
