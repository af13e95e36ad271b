// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.jnr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.netlink.Errno;
import io.svcrules.netlink.KernelNamespace;
import io.svcrules.netlink.NetlinkSocketException;
import io.svcrules.netlink.scripted.ScriptedOptionSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NamespaceCookieTest {

  private static OptionalLong cookieOf(KernelNamespace namespace) {
    return NetworkNamespace.callIn(
        Path.of("/run/netns", namespace.name()), NetworkNamespace::cookie);
  }

  private static ScriptedOptionSocket refusing(Errno errno) {
    return new ScriptedOptionSocket(
        (option, memory, at, length) -> {
          throw new NetlinkSocketException("getsockopt(2)", errno.number());
        },
        (option, memory, at, length) -> {});
  }

  @Test
  void aNamespaceKeepsItsCookieAndSharesItWithNoOther() {
    Set<OptionalLong> seen = new HashSet<>(Set.of(NetworkNamespace.cookie()));
    for (int i = 0; i < 3; i++) {
      try (KernelNamespace namespace = new KernelNamespace()) {
        OptionalLong cookie = cookieOf(namespace);
        assertNotEquals(OptionalLong.empty(), cookie);
        assertEquals(cookie, cookieOf(namespace));
        assertTrue(seen.add(cookie), "another namespace had " + cookie);
      }
    }
  }

  @Test
  void aKernelThatDoesNotKnowCookiesHasNone() {
    ScriptedOptionSocket socket = refusing(Errno.ENOPROTOOPT);
    assertEquals(OptionalLong.empty(), NamespaceCookie.of(() -> socket));
    assertTrue(socket.isClosed());
  }

  @Test
  void anyOtherRefusalIsAFailure() {
    assertThrows(
        NetlinkSocketException.class, () -> NamespaceCookie.of(() -> refusing(Errno.EPERM)));
  }
}
