// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import io.svcrules.cli.env.UsageException;
import io.svcrules.model.IpAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The addresses of this machine's interfaces. */
final class MachineAddresses {
  private static final int IPV4_BYTES = 4;

  private MachineAddresses() {}

  /** All of them, in the order of the interfaces. */
  static List<IpAddress> all() {
    List<IpAddress> all = new ArrayList<>();
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(device -> device.getInterfaceAddresses().stream())
          .forEach(one -> all.add(address(ByteBuffer.wrap(one.getAddress().getAddress()))));
    } catch (SocketException e) {
      throw new UsageException(
          "cannot read the addresses of this machine, name them with --node-ip: " + e.getMessage());
    }
    return all;
  }

  private static IpAddress address(ByteBuffer bytes) {
    return bytes.capacity() == IPV4_BYTES
        ? IpAddress.ofIpv4(bytes.getInt())
        : IpAddress.ofIpv6(bytes.getLong(), bytes.getLong());
  }
}
