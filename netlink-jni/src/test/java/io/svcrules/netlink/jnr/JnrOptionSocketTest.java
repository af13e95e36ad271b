// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.jnr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.svcrules.netlink.Errno;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.KernelNamespace;
import io.svcrules.netlink.NetlinkSocketException;
import io.svcrules.netlink.OptionMemory;
import io.svcrules.netlink.OptionSocket;
import io.svcrules.netlink.scripted.HeapOptionMemory;
import io.svcrules.netlink.scripted.ScriptedOptionSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JnrOptionSocketTest {
  /** linux/netfilter_ipv4/ip_tables.h IPT_SO_GET_INFO, IPT_SO_SET_REPLACE; of IPv6 the same. */
  private static final int TABLE = 64;

  /** linux/netfilter_ipv4/ip_tables.h struct ipt_getinfo: its size, and of its name. */
  private static final int INFO_SIZE = 84;

  private static final int NAME_SIZE = 32;

  private static OptionSocket open(KernelNamespace namespace, InetFamily family) {
    Path file = Path.of("/run/netns", namespace.name());
    return new JnrOptionSocketOpener(family, Optional.of(file)).open();
  }

  @ParameterizedTest
  @EnumSource
  void theKernelReadsAndWritesTheMemory(InetFamily family) {
    try (KernelNamespace namespace = new KernelNamespace();
        OptionSocket socket = open(namespace, family);
        OptionMemory memory = socket.allocate(100 + INFO_SIZE)) {
      byte[] name = "filter".getBytes(StandardCharsets.US_ASCII);
      memory.put(100, name, 0, name.length);
      socket.get(TABLE, memory, 100, INFO_SIZE);
      byte[] info = new byte[INFO_SIZE];
      memory.get(100, info, 0, INFO_SIZE);
      ByteBuffer numbers = ByteBuffer.wrap(info).order(ByteOrder.nativeOrder());
      assertEquals((1 << 1) | (1 << 2) | (1 << 3), numbers.getInt(NAME_SIZE), "hooks");
      assertEquals(4, numbers.getInt(INFO_SIZE - 8), "entries");
    }
  }

  @Test
  void whatTheKernelRefusesIsNamed() {
    try (KernelNamespace namespace = new KernelNamespace();
        OptionSocket socket = open(namespace, InetFamily.IPV4);
        OptionMemory memory = socket.allocate(INFO_SIZE)) {
      NetlinkSocketException getting =
          assertThrows(NetlinkSocketException.class, () -> socket.get(TABLE, memory, 0, INFO_SIZE));
      assertEquals("getsockopt(2): ENOENT", getting.getMessage());
      NetlinkSocketException setting =
          assertThrows(NetlinkSocketException.class, () -> socket.set(TABLE, memory, 0, 4));
      assertEquals(Errno.EINVAL.number(), setting.errno());
    }
  }

  private static OptionSocket real() {
    return new JnrOptionSocketOpener(InetFamily.IPV4, Optional.empty()).open();
  }

  private static OptionSocket scripted() {
    return new ScriptedOptionSocket((o, m, a, l) -> {}, (o, m, a, l) -> {});
  }

  @Test
  void memoryIsTheSameWithinTheHeapAndOutsideOfIt() {
    try (OptionSocket real = real();
        OptionSocket scripted = scripted()) {
      assertArrayEquals(useMemory(scripted), useMemory(real));
    }
  }

  private static byte[] useMemory(OptionSocket socket) {
    byte[] content = new byte[64];
    try (OptionMemory memory = socket.allocate(64)) {
      assertEquals(64, memory.size());
      memory.put(10, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 5);
      memory.move(10, 12, 5);
      memory.move(12, 11, 5);
      memory.putU32(60, 0x01020304);
      assertThrows(IndexOutOfBoundsException.class, () -> memory.putU32(61, 0));
      assertThrows(IndexOutOfBoundsException.class, () -> memory.move(60, 0, 5));
      assertThrows(IndexOutOfBoundsException.class, () -> memory.put(-1, content, 0, 2));
      assertThrows(IndexOutOfBoundsException.class, () -> memory.get(0, new byte[65], 0, 65));
      memory.get(0, content, 0, 64);
    }
    return content;
  }

  @Test
  void anAddressIsThatOfThePlace() {
    try (OptionSocket socket = real();
        OptionMemory memory = socket.allocate(32)) {
      memory.putAddressOf(0, 16);
      memory.putAddressOf(8, 31);
      byte[] addresses = new byte[16];
      memory.get(0, addresses, 0, 16);
      ByteBuffer longs = ByteBuffer.wrap(addresses).order(ByteOrder.nativeOrder());
      assertEquals(15, longs.getLong(8) - longs.getLong(0));
    }
  }

  @Test
  void whatIsClosedIsNotUsed() {
    for (OptionSocket socket : Arrays.asList(real(), scripted())) {
      OptionMemory memory = socket.allocate(8);
      socket.close();
      socket.close();
      assertThrows(IllegalStateException.class, () -> socket.get(TABLE, memory, 0, 8));
      memory.close();
      assertThrows(IllegalStateException.class, () -> memory.put(0, new byte[1], 0, 1));
      memory.close();
    }
  }

  @Test
  void memoryOfAnotherKindIsRefused() {
    try (OptionSocket socket = real();
        OptionMemory memory = new HeapOptionMemory(8)) {
      assertThrows(IllegalArgumentException.class, () -> socket.get(TABLE, memory, 0, 8));
    }
  }
}
